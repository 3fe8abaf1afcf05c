"""The content of a bundle as text: what is written is read back equal, and nothing else is taken for content."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.bundle_errors import BundleNotMade, ContentHoldsControls, ContentNotUnderstood, ContentOutsideLimits
from storage.bundle_text import BundleContent, Recalled, read_content, write_content
from storage.errors import BundleRefused
from storage.ops import Op, OpId, OpValue, Stamp
from storage.text_rules import has_forbidden_character

DEVICE = "0123456789abcdef"
RECORD = "ab" * 16
AUTHOR = "c" * 64
LARGEST = 2**63 - 1

EMPTY = BundleContent(
    profile="school",
    purpose="overdracht",
    sender_label="Sofie",
    device=DEVICE,
    vector={},
    audit_head="",
    purged=(),
    ops=(),
)


def an_op(value: OpValue, **changes: object) -> Op:
    """One op of one field with this value."""
    op = Op(OpId(DEVICE, 1), "case", RECORD, "title", value, True, Stamp(1_763_755_200_000, 0), AUTHOR, ())
    return replace(op, **changes)


def with_ops(*ops: Op) -> BundleContent:
    """A content of these ops."""
    return replace(EMPTY, ops=ops)


def text_of(value: str) -> bytes:
    """A content with one op whose value is written like this."""
    return write_content(with_ops(an_op("hier"))).replace(b"value = 'hier'", b"value = " + value.encode())


def lines_of(value: str, times: int) -> bytes:
    """A content that has one op with this value many times."""
    start, mark, op = text_of(value).partition(b"\n[[op]]")
    return start + (mark + op) * times


def hexes(digits: int) -> st.SearchStrategy[str]:
    """Fixed-length hex."""
    return st.integers(0, 16**digits - 1).map(lambda number: f"{number:0{digits}x}")


texts = st.text(max_size=60).filter(lambda text: not has_forbidden_character(text))
hard_texts = st.sampled_from(
    [
        "",
        "'",
        '"',
        "\\",
        "'\\n",
        'it\'s "quoted" \\ twice\n\tand on',
        "# geen commentaar",
        "[[op]]",
        "\n\n[[op]]\nid = 'x'",
        "'''",
        '"""',
        "e\u0301 \u00e9 😀 \u2028 \ufeff \ufffe",
        "=1+1",
        "true",
        "1",
        "2026-11-21",
    ]
)
scalars = (
    texts
    | hard_texts
    | st.booleans()
    | st.integers(-(2**63), LARGEST)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0, -0.0, 5e-324, 1.7976931348623157e308, 1e16, 1e-5, 123456789012345680.0])
)
values = st.none() | scalars | st.recursive(st.lists(scalars, max_size=4), lambda inner: st.lists(inner, max_size=3))
names = st.from_regex(r"\A[a-z_][a-z0-9_]{0,30}\Z")
op_ids = st.builds(OpId, st.sampled_from([DEVICE, "f" * 16]) | hexes(16), st.integers(1, LARGEST))
ops = st.builds(
    Op,
    id=op_ids,
    record_type=names,
    record_id=hexes(32),
    field=names,
    value=values,
    carries_value=st.just(True),
    stamp=st.builds(Stamp, st.integers(0, 2**45), st.integers(0, 99)),
    author=st.sampled_from([AUTHOR, "d" * 64]) | hexes(64),
    supersedes=st.sets(op_ids, max_size=4).map(lambda ids: tuple(sorted(ids))),
) | st.builds(an_op, st.none(), carries_value=st.just(False), id=op_ids)
contents = st.builds(
    BundleContent,
    profile=st.sampled_from(["full", "school", "pseudonymous", "reference", "statistics"]),
    purpose=texts | hard_texts,
    sender_label=texts | hard_texts,
    device=hexes(16),
    vector=st.dictionaries(hexes(16), st.integers(0, LARGEST), max_size=4),
    audit_head=st.just("") | hexes(64),
    purged=st.lists(hexes(32), max_size=4, unique=True).map(tuple),
    ops=st.lists(ops, max_size=6, unique_by=lambda op: op.id).map(tuple),
)


@given(contents)
def test_what_is_written_is_read_back_equal(content: BundleContent) -> None:
    """Any content that a store can hold, with whole numbers whole, fractions exact and letters as they were typed."""
    result = read_content(write_content(content))
    assert result == content
    assert [repr(op.value) for op in result.ops] == [repr(op.value) for op in content.ops]


@given(contents)
def test_what_is_written_is_toml(content: BundleContent) -> None:
    """Any TOML reader sees the same values, so a stranger needs no code of ours."""
    table = tomllib.loads(write_content(content).decode())
    assert table["purpose"] == content.purpose
    assert table.get("vector", {}) == content.vector
    assert tuple(table.get("purged", ())) == content.purged
    written = table.get("op", [])
    assert len(written) == len(content.ops)
    for entry, op in zip(written, content.ops, strict=True):
        assert entry["id"] == str(op.id)
        assert entry["on"] == f"{op.record_type}/{op.record_id}/{op.field}"
        assert entry.get("value") == op.value
        assert ("empty" in entry) == (op.carries_value and op.value is None)
        assert table["author"][str(entry["by"])] == op.author
        assert entry.get("over", []) == [str(identity) for identity in op.supersedes]


@given(contents, st.integers(0, 5000))
def test_padding_changes_nothing(content: BundleContent, length: int) -> None:
    """Line feeds at the end, as sealing adds them, are no content."""
    assert read_content(write_content(content) + b"\n" * length) == content


def test_the_text_is_the_one_on_the_format_page() -> None:
    """Its layout is a promise to other programs."""
    content = replace(
        EMPTY,
        vector={DEVICE: 3},
        audit_head="e" * 64,
        purged=("f" * 32,),
        ops=(
            an_op("Rust in de klas"),
            an_op([1, [2.5, True]], id=OpId(DEVICE, 2), field="themes", supersedes=(OpId(DEVICE, 1),)),
            an_op(None, id=OpId(DEVICE, 3), field="note"),
        ),
    )
    assert write_content(content).decode() == (
        "format = 'zorginhoud/1'\nprofile = 'school'\npurpose = 'overdracht'\nsender_label = 'Sofie'\n"
        f"device = '{DEVICE}'\naudit_head = '{'e' * 64}'\n"
        f"\n[author]\n1 = '{AUTHOR}'\n"
        f"\n[vector]\n{DEVICE} = 3\n"
        f"\n[purged]\n{'f' * 32} = true\n"
        f"\n[[op]]\nid = '{DEVICE}-1'\non = 'case/{RECORD}/title'\nvalue = 'Rust in de klas'\n"
        "at = '1763755200000-0'\nby = 1\n"
        f"\n[[op]]\nid = '{DEVICE}-2'\non = 'case/{RECORD}/themes'\nvalue = [1, [2.5, true]]\n"
        f"at = '1763755200000-0'\nby = 1\nover = ['{DEVICE}-1']\n"
        f"\n[[op]]\nid = '{DEVICE}-3'\non = 'case/{RECORD}/note'\nempty = true\n"
        "at = '1763755200000-0'\nby = 1\n"
    )


def test_a_write_that_travels_without_its_value_leaves_the_value_behind() -> None:
    """Data minimisation does not depend on the caller having emptied the field."""
    written = write_content(with_ops(an_op("een naam die hier niet hoort", carries_value=False)))
    assert b"naam" not in written
    [op] = read_content(written).ops
    assert (op.carries_value, op.value) == (False, None)


def test_the_longest_text_fits_in_any_script() -> None:
    """Twenty thousand characters are allowed, also when each needs four bytes or an escape."""
    for character in ("a", "😀", '"', "\n", "'"):
        content = with_ops(an_op(character * 20_000))
        assert read_content(write_content(content)) == content


@pytest.mark.parametrize(
    "value",
    [
        "a" * 20_001,
        ["a" * 20_000] * 4,
        2**63,
        -(2**63) - 1,
        10**5000,
        float("inf"),
        float("nan"),
        [[[[[[[[[1]]]]]]]]],
        "\x1b[2J",
        "\u202eomgekeerd",
        "\r",
        "\ud800",
        ["\x9b"],
    ],
    ids=lambda value: repr(value)[:20] if not isinstance(value, int) else f"{value.bit_length()} bits",
)
def test_what_no_reader_would_accept_is_not_written(value: OpValue) -> None:
    """A value outside the limits stops the export with a sentence, and no file is made."""
    with pytest.raises(BundleNotMade):
        write_content(with_ops(an_op(value)))


def test_more_than_one_bundle_may_hold_is_not_written() -> None:
    """Too many ops, too much text or too many list items: the user is told to send less at once."""
    for value, count in (("a" * 20_000, 1_700), ([1] * 20_000, 27)):
        with pytest.raises(BundleNotMade):
            write_content(with_ops(*(an_op(value, id=OpId(DEVICE, number)) for number in range(1, count))))
    with pytest.raises(BundleNotMade):
        write_content(with_ops(*[an_op(1)] * 200_001))


@pytest.mark.parametrize(
    "content",
    [
        replace(EMPTY, profile="alles"),
        replace(EMPTY, device="x"),
        replace(EMPTY, audit_head="e"),
        replace(EMPTY, vector={"x": 1}),
        replace(EMPTY, purged=("f" * 32, "f" * 32)),
        with_ops(an_op(1, id=OpId(DEVICE, 0))),
        with_ops(an_op(1, record_id="")),
        with_ops(an_op(1, record_type="Case")),
        with_ops(an_op(1, field=f"title'\nat = '1-1'\nby = 1\n\n[[op]]\nid = '{DEVICE}-7'\non = 'case/{RECORD}/note")),
        with_ops(an_op(1, author="c")),
        with_ops(an_op(1, supersedes=(OpId(DEVICE, 3), OpId(DEVICE, 2)))),
        with_ops(an_op(1), an_op(2)),
        with_ops(an_op({"a": 1})),
    ],
)
def test_faults_in_the_caller_are_not_written(content: BundleContent) -> None:
    """Ids, names and lists that do not have their own form stop the export; a name cannot bring in another op."""
    with pytest.raises(ValueError, match="not in the form"):
        write_content(content)


OUTSIDE_LIMITS = {
    "text of 20,001 characters": text_of(f"'{'a' * 20_001}'"),
    "text of 5 MB": text_of(f"'{'a' * 5_000_000}'"),
    "line of 70,000 characters": text_of("[" + "1, " * 23_000 + "1]"),
    "dotted key of 40 kB": write_content(EMPTY) + b".".join([b"a"] * 20_000) + b" = 1\n",
    "dotted table of 40 kB": write_content(EMPTY) + b"\n[" + b".".join([b"a"] * 20_000) + b"]\n",
    "dotted key of 40 kB in a value": text_of("{" + ".".join(["a"] * 20_000) + " = 1}"),
    "30,000 lists in each other": text_of("[" * 30_000 + "]" * 30_000),
    "lists of 600,000 items together": lines_of(f"[{'1, ' * 19_999}1]", 30),
    "integer over 64 bits": text_of(str(2**63)),
    "fraction without end": text_of("1e999"),
    "lists nine deep": text_of("[[[[[[[[1, [1], 1]]]]]]]]"),
    "op number over 64 bits": text_of("1").replace(b"cdef-1'", b"cdef-9999999999999999999'"),
    "vector over 64 bits": write_content(replace(EMPTY, vector={DEVICE: 1})).replace(
        b"= 1\n", b"= 9999999999999999999\n"
    ),
    "200,001 ops": lines_of("1", 200_001),
    "33 MiB": b"\n" * (33 << 20),
}


@pytest.mark.parametrize("data", OUTSIDE_LIMITS.values(), ids=OUTSIDE_LIMITS)
def test_content_outside_the_limits_is_refused(data: bytes) -> None:
    """Also when a known sender signed it."""
    with pytest.raises(ContentOutsideLimits):
        read_content(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf" + write_content(EMPTY),
        write_content(EMPTY).replace(b"zorginhoud/1", b"zorginhoud/2"),
        write_content(EMPTY).replace(b"\n", b"\r\n"),
        write_content(EMPTY) + b"extra = 1\n",
        write_content(EMPTY) + b"\n\n# commentaar\n",
        write_content(EMPTY) + b"\n[[op]]\n",
        write_content(EMPTY).replace(b"'overdracht'", b'"\\u001b[2J"'),
        write_content(EMPTY).replace(b"'overdracht'", b"'''overdracht'''"),
        write_content(EMPTY).replace(b"'overdracht'", b"1"),
        text_of("[" * 400 + "]" * 400),
        text_of("[" + ", ".join(["[[[[[[[1"] * 5_000)),
        text_of("{a = " * 400 + "1" + "}" * 400),
        text_of("1" * 5_000),
        text_of("2026-11-21"),
        text_of("2026-11-21T20:00:00Z"),
        text_of("0x10"),
        text_of("01"),
        text_of("1_000"),
        text_of("inf"),
        text_of("nan"),
        text_of("'open"),
        text_of("1]"),
        text_of("[1"),
        text_of("1, 2"),
        text_of(""),
        text_of("[1] # commentaar"),
        text_of('"\\x41"'),
        text_of("'a\x00b'"),
        text_of("'a\x1bb'"),
        text_of("1").replace(b"by = 1", b"by = 2"),
        text_of("1").replace(b"value = 1\n", b"value = 1\nempty = true\n"),
        text_of("1").replace(b"value = 1\n", b"empty = false\n"),
        text_of("1").replace(b"by = 1\n", f"by = 1\nover = ['{DEVICE}-2', '{DEVICE}-1']\n".encode()),
        text_of("1").replace(b"by = 1\n", f"by = 1\nover = ['{DEVICE}-2', '{DEVICE}-2']\n".encode()),
        text_of("1").replace(b"by = 1\n", b"by = 1\nover = []\n"),
        text_of("1").replace(b"-1'\n", b"-0'\n"),
        text_of("1").replace(b"case/", b"case/x/"),
        lines_of("1", 2),
        write_content(replace(EMPTY, purged=("f" * 32,))).replace(
            b" = true\n", b" = true\n" + b"f" * 32 + b" = true\n"
        ),
    ],
    ids=lambda data: repr(data[-24:]),
)
def test_other_text_is_not_understood(data: bytes) -> None:
    """Bombs, other kinds of TOML, doubles, loose ends and nonsense all get the same answer, and get it at once."""
    with pytest.raises(ContentNotUnderstood):
        read_content(data)


@pytest.mark.parametrize("text", ["\x9b2J", "\u202eomgekeerd", "\u2066", "\x85"])
def test_characters_that_could_steer_a_screen_are_refused(text: str) -> None:
    """Control characters beyond ASCII and those that turn the reading direction, wherever they stand."""
    for data in (
        text_of(f"'{text}'"),
        text_of(f'["a", ["{text}"]]'),
        write_content(EMPTY).replace(b"overdracht", text.encode()),
        write_content(EMPTY).replace(b"Sofie", text.encode()),
    ):
        with pytest.raises(ContentHoldsControls):
            read_content(data)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="surrogatepass")))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data: bytes) -> None:
    """Alone, or behind a good beginning."""
    for start in (b"", write_content(EMPTY), write_content(EMPTY) + b"\n[[op]]\n", text_of("1")):
        try:
            read_content(start + data)
        except BundleRefused:
            continue
        assert start
        assert not data.strip(b"\n")


@given(st.text(alphabet="[]{}'\"\\,. =-+#0123456789aeftru\n", max_size=80))
def test_no_value_at_all_raises_anything_but_a_refusal(value: str) -> None:
    """A value that is accepted is one value of one op, never more."""
    try:
        result = read_content(text_of(value))
    except BundleRefused:
        return
    [op] = result.ops
    assert read_content(write_content(with_ops(op))).ops == (op,)


def test_what_is_called_back_is_read_as_it_was_written() -> None:
    """A whole record, or some of its fields; anything else in its place is refused, and so is one record twice."""
    recalled = (Recalled("b" * 32), Recalled("c" * 32, ("name", "note")))
    data = write_content(replace(EMPTY, recalled=recalled))
    assert b"[recalled]\n" + b"b" * 32 + b" = true\n" + b"c" * 32 + b" = ['name', 'note']\n" in data
    assert read_content(data).recalled == recalled
    for wrong in (b" = false\n", b" = []\n", b" = ['Name']\n", b" = [1]\n", b" = true\n" + b"b" * 32 + b" = true\n"):
        with pytest.raises(ContentNotUnderstood):
            read_content(data.replace(b" = true\n", wrong))
    with pytest.raises(ValueError, match="not in the form"):
        write_content(replace(EMPTY, recalled=(recalled[0], recalled[0])))
