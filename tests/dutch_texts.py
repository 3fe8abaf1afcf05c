"""Every Dutch sentence that the app can say, out of its source: what acts say they do, refusals, labels, dialogs, verbs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PLACES = ("storage", "widgets", "zorgarrangeur_tui")
_NOT_FOR_USERS = ("demo/", "testkit/", "testing.py", "verbs/catalogue.py", "domain/data/")
_DUTCH = re.compile(
    r"\b(de|het|een|niet|geen|naar|voor|van|met|wordt|zijn|deze|dit|dat|die|kan|kunt|uw|er|wat|staat|bij|ook|nog|alle)\b"
)
_ENGLISH = re.compile(r"\b(the|of|and|with|when|for|from|that|this|to|are|has)\b")
_END = re.compile(r"(?<=\S[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W_][\w'’./@-]*|…")
_LABELS = frozenset(
    {"label", "title", "heading", "legend", "submit_label", "confirm_label", "unit", "hint", "explanation"}
)
_LABEL_PLACE = {"Binding": 2, "Column": 0, "FieldSpec": 1, "Section": 0}
GAP = "…"
"""What a value that is filled in counts as: one word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and where it stands."""

    text: str
    where: str

    @property
    def words(self) -> list[str]:
        """Its words; what is filled in is one."""
        return _WORD.findall(self.text)


def sentences() -> list[Sentence]:
    """Return every sentence once."""
    found: dict[str, Sentence] = {}
    for place in _PLACES:
        for path in sorted((ROOT / place).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not any(part in name for part in _NOT_FOR_USERS):
                for _, text in _texts(ast.parse(path.read_text(encoding="utf-8"))):
                    for sentence in parts(text):
                        if is_dutch(sentence):
                            found.setdefault(sentence, Sentence(sentence, name))
    return list(found.values())


def written_texts() -> Iterator[tuple[str, int, str]]:
    """Yield every text that is no docstring of code, with its module and line; texts for readers are among them."""
    for place in _PLACES:
        for path in sorted((ROOT / place).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not any(part in name for part in _NOT_FOR_USERS):
                for line, text in _texts(ast.parse(path.read_text(encoding="utf-8"))):
                    yield name, line, text


def labels() -> list[Sentence]:
    """Return every short text of which the source says that a reader sees it: of acts, keys, fields, buttons and titles."""
    found: dict[str, Sentence] = {}
    for place in ("widgets", "zorgarrangeur_tui"):
        for path in sorted((ROOT / place).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not any(part in name for part in _NOT_FOR_USERS):
                for text in _label_texts(ast.parse(path.read_text(encoding="utf-8"))):
                    found.setdefault(text, Sentence(text, name))
    return list(found.values())


def _label_texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        given: list[ast.expr | None] = []
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            given = [node.value] if any(isinstance(one, ast.Name) and one.id in _LABELS for one in targets) else []
        elif isinstance(node, ast.Call):
            given = [keyword.value for keyword in node.keywords if keyword.arg in _LABELS]
            if isinstance(node.func, ast.Name) and node.func.id in _LABEL_PLACE:
                given += node.args[_LABEL_PLACE[node.func.id] :][:1]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.strip():
                yield value.value


def parts(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence.strip() for sentence in _END.split(text)]


def is_english(text: str) -> bool:
    """Tell whether one of its words is an ordinary English one."""
    return bool(_ENGLISH.search(text.lower()))


def is_dutch(text: str) -> bool:
    """Tell whether a sentence is for readers: some of its words are ordinary Dutch ones, and none is English."""
    return len(text.split()) > 1 and bool(_DUTCH.search(text.lower())) and not is_english(text)


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield what is written as a text, with its line, and the explanations of acts; no other docstrings."""
    within: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                within.add(id(first.value))
                words = ast.get_docstring(node) or ""
                if isinstance(node, ast.ClassDef) and any(map(is_dutch, parts(words))):
                    yield first.lineno, " ".join(words.split())
        elif isinstance(node, ast.JoinedStr):
            within |= {id(part) for part in ast.walk(node)}
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else GAP for part in node.values)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            within.add(id(node.value))  # what stands under a field to explain it
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
            yield node.lineno, re.sub(r"\{[\w.]+\}", GAP, node.value)
