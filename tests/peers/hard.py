"""A corpus of what goes wrong easily between programs: characters of several units, line ends, blanks, marks of other
formats, and annotations that nest, cross, lie in parts and are tied together."""

import json


class Document:
    """A text with what is said of it; places are found by their words."""

    def __init__(self, name, text):
        self.name, self.text = name, text
        self.spans, self.relations, self.notes = [], [], []

    def place(self, words, after=0):
        start = self.text.index(words, after)
        return [start, start + len(words)]

    def mark(self, label, *words, after=0, **more):
        """An annotation of one part or several; its id."""
        parts = [self.place(it, after) for it in words]
        span = {"id": f"T{len(self.spans) + 1}", "label": label, "start": parts[0][0], "end": parts[-1][1], **more}
        if len(parts) > 1:
            span["parts"] = parts
        self.spans.append(span)
        return span["id"]

    def tie(self, label, start, end):
        self.relations.append({"id": f"R{len(self.relations) + 1}", "label": label, "from": start, "to": end})

    def line(self):
        return json.dumps(
            {
                "id": self.name,
                "text": self.text,
                "annotator": "anna",
                "status": "Done",
                "spans": self.spans,
                "relations": self.relations,
                "notes": self.notes,
            },
            ensure_ascii=False,
        )


def emoji():
    it = Document("смайлы.txt", "😀 Анна едет в Тулу 🚀🚀. 👩🏽\u200d🚀 Ольга Ким (🇷🇺) ждёт её на Луне 🌕")
    it.mark("MOOD", "😀")
    it.mark("PER", "Анна")
    it.mark("LOC", "Тулу")
    it.mark("EVENT", "Тулу 🚀🚀")
    it.mark("PER", "👩🏽\u200d🚀 Ольга Ким")
    it.mark("LOC", "🇷🇺")
    it.mark("LOC", "Луне 🌕")
    return it


def line_ends():
    it = Document(
        "письма/crlf.txt",
        "Уважаемая Анна\u00a0Сергеевна!\r\n\r\n\tЗавод\u00a0«Ёлка»\r\nиз Омска\u00a0—\u00a0с 1\u202f250\u00a0рабочими.\r\nИ\u00a0точка.\r\n",
    )
    it.mark("PER", "Анна\u00a0Сергеевна")
    it.mark("ORG", "Завод\u00a0«Ёлка»\r\nиз Омска", note="через конец строки")
    it.mark("LOC", "Омска")
    it.mark("COUNT", "1\u202f250\u00a0рабочими", measure={"value": "1250", "of": "рабочими"})
    it.mark("END", "точка.")
    return it


def accents():
    it = Document("ударения.txt", "За\u0301мок и замо\u0301к: И\u0306ошкар-Ола и Е\u0308лка, а\u0300\u0301х. Cafe\u0301 «Е\u0301ж».\nКонец")
    it.mark("WORD", "За\u0301мок")
    it.mark("WORD", "замо\u0301к")
    it.mark("LOC", "И\u0306ошкар-Ола")
    it.mark("ORG", "Е\u0308лка")
    it.mark("ORG", "Cafe\u0301 «Е\u0301ж»")
    it.mark("ORG-Café", "Е\u0301ж")
    it.mark("Слово", "Конец")
    return it


def shapes():
    it = Document(
        "разметка/узлы.txt",
        "Директор завода «Заря» Иван Петров и его заместитель Анна Ким открыли первый и второй цеха в Туле.\n",
    )
    post = it.mark("POS", "Директор завода «Заря»", note="вложено:\nтри раза, \"кавычки\" и <b>")
    plant = it.mark("ORG", "завода «Заря»", fields={"identifier": "Q1", "сорт": "", "знаки": "\\ & | 😀"})
    it.mark("NAME", "Заря")
    boss = it.mark("PER", "Иван Петров")
    it.mark("PERSON", "Иван Петров")
    deputy = it.mark("PER", "Анна Ким")
    it.mark("CROSS", "Петров и его заместитель")
    it.mark("CROSS", "заместитель Анна")
    first = it.mark("SHOP", "первый", "цеха")
    it.mark("SHOP", "второй цеха")
    it.mark("ACT", "Иван Петров", "открыли", "в Туле")
    it.mark("ALL", it.text.rstrip())
    it.tie("heads", boss, plant)
    it.tie("heads", deputy, plant)
    it.tie("is", boss, post)
    it.tie("opened", deputy, first)
    it.notes.append("проверить")
    return it


def measures():
    it = Document("меры.txt", "Выручка выросла на 12,5 % до 3,4 млрд ₽ в год; брак — от 0,1 до 0,3 %, т. е. вдвое меньше, чем −5 °C.")
    it.mark("PERCENT", "на 12,5 %", measure={"value": "12.5", "unit": "%", "of": "Выручка", "change": "Up"})
    it.mark("MONEY", "3,4 млрд ₽ в год", measure={"value": "3400000000.00", "unit": "RUB", "period": "y", "bound": "AtMost"})
    it.mark("PERCENT", "от 0,1 до 0,3 %", measure={"value": "0.1", "to": "0.3", "unit": "%"}, note="диапазон")
    it.mark("RATIO", "вдвое меньше", measure={"value": "2", "bound": "About"})
    it.mark("QUANTITY", "−5 °C", measure={"value": "-5", "unit": "°C"})
    it.mark("MONEY", "3,4 млрд", measure={"value": None, "unit": "RUB"})
    return it


def marks():
    """What other formats give a meaning to."""
    it = Document(
        "знаки.txt",
        "=СУММ(1;2) @Иван -1 'да'\n#Text=нет\n-DOCSTART- -X- O O\n1-1\t0-3\tраз | два_три [1] *\n"
        "<b>&amp; ]]> \"x\" \\n \\ {{y}}</b>\nT1\tPER 0 4\tИван, \"ООО\"; конец",
    )
    it.mark("FORMULA", "=СУММ(1;2)", note="=1+1")
    it.mark("PER", "@Иван", note="'так")
    it.mark("COUNT", "-1")
    it.mark("HASH", "#Text=нет")
    it.mark("DOC", "-DOCSTART-")
    it.mark("PIPE", "раз | два_три [1] *")
    it.mark("TAG", "<b>&amp; ]]> \"x\"")
    it.mark("SLASH", "\\n \\")
    it.mark("TAB", "T1\tPER")
    it.mark("END", "Иван, \"ООО\"; конец")
    return it


def blanks():
    it = Document("пробелы.txt", "\u200bНуль\u2028строка\u2029абзац\u0085конец\u00adца \u2003широко\v\fвниз\n\n  \n")
    it.mark("ZERO", "Нуль")
    it.mark("LINE", "строка")
    it.mark("PART", "абзац")
    it.mark("WIDE", "широко")
    it.mark("DOWN", "вниз")
    return it


def nothing():
    return Document("пусто/слова.txt", "Здесь ничего не размечено.\n")


def only_blanks():
    return Document("пусто/пробелы.txt", " \n\n\t\n")


DOCUMENTS = [emoji, line_ends, accents, shapes, measures, marks, blanks, nothing, only_blanks]


def lines():
    """The corpus as JSON lines."""
    return "".join(make().line() + "\n" for make in DOCUMENTS)
