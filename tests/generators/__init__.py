"""The site as other generators build it from the written sources, beside this build."""
