"""Records of many entries in a few files."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kaytantopankki.pages.cards import bucket_count, bucket_files, bucket_of


@given(st.sets(st.from_regex(r"[a-z0-9][a-z0-9-]{0,40}", fullmatch=True), max_size=200))
def test_every_record_is_found_where_its_slug_says(slugs: set[str]) -> None:
    records = {slug: {"slug": slug} for slug in slugs}
    files = dict(bucket_files("hylly", records.items(), len(records)))
    count = bucket_count(len(records))
    assert list(files) == [f"hylly/{number}.json" for number in range(count)]
    for slug, record in records.items():
        assert json.loads(files[f"hylly/{bucket_of(slug, count)}.json"])[slug] == record
    assert sum(len(json.loads(text)) for text in files.values()) == len(records)


def test_no_file_is_much_larger_than_the_others() -> None:
    slugs = [f"kaytanto-{number}-turku" for number in range(5000)]
    files = dict(bucket_files("hylly", ((slug, 1) for slug in slugs), len(slugs)))
    assert len(files) == 313
    assert max(len(json.loads(text)) for text in files.values()) < 40
