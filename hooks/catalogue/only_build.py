"""What only the build can tell of an entry, and why no form ever has to."""

_WRITTEN = "the form writes the front matter itself, and what it opens it reads with a stricter reader of its own"
_DISK = "only the build sees files"
_NETWORK = "networks have no form"

ONLY_BUILD = {
    "wrong": "every type has a text of its own; this is for one that nobody has thought of",
    "empty_item": "the form leaves out items that are empty",
    "too_large": "the form says of so many digits that the number is over its limit",
    "letters": "only words of the vocabularies are held to it",
    "member_twice": _NETWORK,
    "left_first": _NETWORK,
    "image_missing": _DISK,
    "image_large": _DISK,
    "image_dots": _DISK,
    "image_moves": _DISK,
    "image_broken": _DISK,
    "file_link": _DISK,
    "file_none": _DISK,
    "file_closed": _DISK,
    "file_encoding": "a browser writes nothing but UTF-8",
    "file_named": "the form makes the file's name of the title by the rule of the build",
    "file_left_out": _DISK,
    "front_none": _WRITTEN,
    "front_open": _WRITTEN,
    "front_other": _WRITTEN,
    "front_deep": "no field of the form is so deep",
    "yaml": _WRITTEN,
    "yaml_two": _WRITTEN,
    "yaml_key": _WRITTEN,
    "yaml_twice": _WRITTEN,
    "yaml_alias": _WRITTEN,
    "yaml_tag": _WRITTEN,
    "yaml_colon": _WRITTEN,
    "yaml_no_colon": _WRITTEN,
    "yaml_indent": _WRITTEN,
    "yaml_dash": _WRITTEN,
    "yaml_sign": _WRITTEN,
    "yaml_tab": _WRITTEN,
    "yaml_quote": _WRITTEN,
    "yaml_bracket": _WRITTEN,
    "yaml_escape": _WRITTEN,
}
