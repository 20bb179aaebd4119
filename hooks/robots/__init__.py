"""What other programs read to find their way on the site: sitemap.xml, robots.txt, llms.txt."""
