# Слова программы по-русски. Каждая строка есть и в en.ftl (тест сверяет).
documents = { $count ->
    [one] { $count } документ
    [few] { $count } документа
   *[many] { $count } документов
}

# === клавиши и команды
cmd-row-down = Следующая строка
cmd-row-up = Предыдущая строка
cmd-page-down = Страница вперёд
cmd-page-up = Страница назад
cmd-half-page-down = Полстраницы вперёд
cmd-half-page-up = Полстраницы назад
cmd-first = В начало
cmd-last = В конец
cmd-open = Открыть документ
cmd-find = Отобрать в списке или искать в тексте
cmd-find-next = Следующее совпадение
cmd-find-previous = Предыдущее совпадение
cmd-sort = Сменить порядок списка
cmd-next-unfinished = Следующий незаконченный документ
cmd-token-right = Следующий токен
cmd-token-left = Предыдущий токен
cmd-word-right = Следующее слово
cmd-word-left = Предыдущее слово
cmd-sentence-right = Следующее предложение
cmd-sentence-left = Предыдущее предложение
cmd-paragraph-down = Следующий абзац
cmd-paragraph-up = Предыдущий абзац
cmd-row-start = В начало строки
cmd-row-end = В конец строки
cmd-next-annotation = Следующая аннотация
cmd-previous-annotation = Предыдущая аннотация
cmd-grow-token = Сдвинуть правый край на токен вправо
cmd-shrink-token = Сдвинуть правый край на токен влево
cmd-grow-character = Сдвинуть правый край на знак вправо
cmd-shrink-character = Сдвинуть правый край на знак влево
cmd-toggle-extend = Расширять выделение при движении, вкл. или выкл.
cmd-other-end = К другому краю выделения
cmd-widen = Расширить выделение: аннотация, фраза, предложение, абзац
cmd-narrow = Сузить выделение обратно
cmd-label-1 = Пометить выделение меткой 1; ещё раз — снять
cmd-label-2 = Пометить выделение меткой 2; ещё раз — снять
cmd-label-3 = Пометить выделение меткой 3; ещё раз — снять
cmd-label-4 = Пометить выделение меткой 4; ещё раз — снять
cmd-label-5 = Пометить выделение меткой 5; ещё раз — снять
cmd-label-6 = Пометить выделение меткой 6; ещё раз — снять
cmd-label-7 = Пометить выделение меткой 7; ещё раз — снять
cmd-label-8 = Пометить выделение меткой 8; ещё раз — снять
cmd-label-9 = Пометить выделение меткой 9; ещё раз — снять
cmd-label-10 = Пометить выделение меткой 10; ещё раз — снять
cmd-label-by-letter = Пометить выделение меткой по букве
cmd-add-label = Добавить ещё одну метку на тот же текст, по букве
cmd-relabel = Сменить метку аннотации, по букве
cmd-remove = Снять аннотацию
cmd-resize = Подогнать аннотацию под выделение
cmd-edit = Править заметку, поля и величину
cmd-undo = Отменить
cmd-redo = Вернуть отменённое
cmd-done = Готово (или снова не готово) и следующий незаконченный документ
cmd-next-document = Следующий документ
cmd-previous-document = Предыдущий документ
cmd-panel = Панель аннотаций, вкл. или выкл.
cmd-guidelines = Инструкция корпуса
cmd-measure = Текст шире или уже
cmd-help = Показать все клавиши
cmd-palette = Найти команду по названию
cmd-redraw = Перерисовать экран и заново просмотреть папку
cmd-suspend = Ненадолго выйти в оболочку
cmd-quit = Назад, закрыть, выйти
keymap-syntax = файл здесь не читается
keymap-unknown-action = нет команды «{ $name }»
keymap-unknown-key = нет клавиши «{ $name }»
keymap-unknown-context = в файле клавиш нет раздела «{ $name }»
keymap-unknown-preset = нет набора клавиш «{ $name }»
keymap-unknown-keyboard = нет раскладки «{ $name }»
keymap-uneven-keyboard = две строки раскладки разной длины
keymap-duplicate = «{ $keys }» назначено дважды: это уже { $action }
keymap-shadowed = «{ $keys }» не нажать: «{ $other }» уже { $action }
keymap-shadowing = «{ $keys }» отдельно не нажать: с этого начинается «{ $other }»
keymap-nothing-bound = на «{ $keys }» здесь ничего не назначено
keymap-did-you-mean = Возможно, «{ $name }»?
keymap-one-of = Есть такие: { $names }
keymap-key-names = Клавиши пишутся так: j, Space, Ctrl-d, Shift-Right, F3
keymap-see-keys = Все команды показывает metka keys
keys-list = список документов
keys-reader = текст
keys-pager = справка и инструкция
keys-panel = панель аннотаций
group-moving = движение
group-searching = поиск
group-selecting = выделение
group-marking = разметка
group-documents = документы
group-program = экран и программа
help-labels = Пометить выделение меткой по номеру; ещё раз — снять
# === annotation
annotation-newer-format = формат файла { $found }, а эта metka знает { $known }
annotation-newer-format-hint = Обновите metka; в файле ничего не изменено
annotation-conflict = git оставил в файле конфликт
annotation-conflict-hint = Оставьте верное и удалите строки <<<<<<<, ======= и >>>>>>>
schema-damaged = схема повреждена
schema-damaged-hint = Исправьте файл или уберите его: тогда действует встроенная схема
schema-no-labels = в схеме нет ни одной метки
schema-too-many-labels = меток больше { $most }: на клавиши не хватает букв
schema-too-many-labels-hint = Различие между похожими метками можно выразить полем
schema-bad-name = «{ $name }» не годится в имена
schema-bad-name-hint = В имени от 1 до 32 знаков, без пробелов и кавычек
schema-same-name = имя «{ $name }» встречается дважды
schema-same-name-hint = Переименуйте одно из двух
schema-same-key = клавиша «{ $key }» уже занята меткой { $label }
schema-same-code = код «{ $code }» уже занят меткой { $label }
schema-same-value-hint = Выберите другое значение или не указывайте его: найдётся свободное
schema-bad-key = «{ $key }» не может быть клавишей
schema-bad-key-hint = Нужна одна строчная латинская буква
schema-bad-code = «{ $code }» не может быть кодом
schema-bad-code-hint = Нужны одна или две буквы, цифры или знака
schema-bad-color = нет цвета «{ $color }»
schema-bad-color-hint = Есть { $names } и #rrggbb
schema-nearest = Может быть, «{ $name }»?
schema-reserved-field = имя поля «{ $name }» уже имеет другой смысл
schema-reserved-field-hint = Выберите другое имя
schema-empty-choice = в поле «{ $name }» не из чего выбирать
schema-empty-choice-hint = Перечислите значения: Choice(["…", "…"])
schema-bad-extension = «documents» — не список расширений файлов
schema-bad-extension-hint = Например: documents: ["txt"]

# === the list
scanning = Ищу документы…
opening = открывается…
scanning-found = ищу документы: { $count }
no-documents = Здесь нет документов: metka ищет файлы с расширениями { $extensions }. Другие расширения задаёт documents в metka.ron; отдельный файл можно открыть по имени.
no-match = Ничего не найдено: «{ $text }». Чтобы увидеть все документы, нажмите f, Ctrl-u, Enter.
corpus-progress = готово { $done } из { $count }
filtered = фильтр «{ $text }»: { $count ->
    [one] { $count } документ
    [few] { $count } документа
   *[many] { $count } документов
}
order-path = порядок: по пути
order-title = порядок: по заголовку
order-size = порядок: по размеру
order-status = порядок: по состоянию
order-annotations = порядок: по числу аннотаций
column-title = Документ
column-entities = сущн.
column-metrics = метрик
column-size = размер
size-kb = { $size } КБ
size-mb = { $size } МБ
unreadable = не читается
all-done = Готовы все документы
not-in-list = В списке эта команда ничего не делает: откройте документ (Enter)

# === the reader
status-new = новый
status-in-progress = в работе
status-done = готов
annotations = { $count ->
    [one] { $count } аннотация
    [few] { $count } аннотации
   *[many] { $count } аннотаций
}
extending = РАСШИРЕНИЕ
hits = { $hit } из { $all }
unknown-label = метки нет в схеме
labelled = Помечено: { $label }
relabelled = Метка изменена: { $before } → { $label }
removed = Снято: { $label }
resized = Границы изменены: { $label }
edited = Изменено
same-label = Метка уже { $label }
already-there = Границы уже такие
nothing-selected = Ничего не выделено
only-part = { $label }: это единственная часть; выделите другой текст
no-annotation-here = Здесь нет аннотации
no-such-label = На клавише «{ $key }» нет метки
nesting-refused = Схема не разрешает такое пересечение с { $label }
read-only = Разметка открыта только для чтения, правка не принята
undone = Отменено
redone = Возвращено
nothing-to-undo = Отменять нечего
nothing-to-redo = Повторять нечего
no-more-annotations = В эту сторону аннотаций больше нет
no-more-documents = В эту сторону документов больше нет
not-done-any-more = Документ снова в работе
field-required = Не заполнено обязательное поле «{ $name }»
not-a-number = «{ $text }» — не число; нужно, например, 530,5 или 1 000 000
measure = Ширина текста: { $columns }
not-in-reader = В тексте эта команда ничего не делает
merged = Файл разметки изменили извне: обе правки объединены и сохранены
opened-from-stash = Разметка из папки данных возвращается в корпус
damaged-bytes = Часть байтов не читается в { $encoding } и показана как �
unknown-key = «{ $key }» ничего не значит; все клавиши: { $help }
paste-refused = Вставка здесь не выполняется: вставлять можно в строку поиска и в поля
hint-help = { $key } клавиши
hint-open = { $key } открыть
hint-filter = { $key } фильтр
hint-search = { $key } поиск
hint-unfinished = { $key } неготовый
hint-sort = { $key } порядок
hint-guidelines = { $key } инструкция
hint-palette = { $key } команды
hint-quit = { $key } выход
hint-back = { $key } назад
hint-label = { $first }…{ $last } { $letter } метка
hint-suggestions = { $key } подсказки
hint-grow = { $key } шире
hint-undo = { $key } отменить
hint-done = { $key } готов
bound-exact = ровно
bound-more-than = более
bound-at-least = не менее
bound-less-than = менее
bound-at-most = не более
bound-about = около
detail-change = изменение: { $text }
detail-period = период: { $text }
detail-base = по сравнению: { $text }
detail-note = заметка: { $note }
yes = да
no = нет
bar-read-only = только чтение
saving = сохраняю…
saved = { $check } сохранено
saved-aside = сохранено в папке данных
cyrillic-layout = РУС
panel-empty = Аннотаций пока нет

# === search
find-in-text = Поиск:
find-in-list = Фильтр:
not-found = Не найдено: «{ $text }»
search-wrapped = Поиск продолжен с другого конца текста
no-search = Ещё ничего не искали (f — поиск)

# === popups
help-title = Клавиши
guidelines-title = Инструкция корпуса
pager-foot = { $last } из { $all } · { $key } закрыть
palette-title = Команды
labels-title = Пометить
labels-add-title = Ещё одна метка на том же тексте
labels-relabel-title = Другая метка
form-title = { $label }: поля и заметка
form-help = Enter — принять, Ctrl-c или Esc — не сохранять, Tab — дальше
form-choose = ← → выбрать
form-note = Заметка
form-value = Значение
form-to = Конец диапазона
form-bound = Точность
form-unit = Единица
form-of = Что считают
form-change = Изменение
form-period = Период
form-base = База сравнения
quit-title = Не всё сохранено
quit-question = Выйти? Разметка ляжет в папку данных. y/н — да, любая другая — нет
layer-damaged = файл разметки повреждён
layer-fault-hint = Исправьте файл или верните его из git; до тех пор metka в него не пишет
layer-other-document = это разметка другого документа, { $path }
layer-other-document-hint = Проверьте, на своих ли местах файлы
layer-document-changed = документ изменился после разметки: размечено «{ $stated }», а теперь там «{ $found }»
layer-document-shrank = документ изменился после разметки: он кончается раньше знака { $end }
layer-other-encoding = документ размечен в другой кодировке: записано «{ $stated }», а прочитано «{ $found }»
layer-text-differs = записанный текст не совпадает с документом: записано «{ $stated }», а в документе «{ $found }»
layer-past-end = аннотация кончается на знаке { $end }, а в документе { $chars ->
    [one] { $chars } знак
    [few] { $chars } знака
   *[many] { $chars } знаков
}
layer-empty-part = отрезок { $start }–{ $end } ничего не охватывает
layer-no-parts = не сказано, что размечено
layer-bad-parts = части аннотации накладываются, соприкасаются или идут не по порядку
layer-same-id = имя «{ $id }» встречается дважды
layer-unknown-label = в схеме нет метки { $name }
layer-unknown-label-near = в схеме нет метки { $name }; может быть, { $right }?
layer-unknown-field = у метки { $label } нет поля «{ $name }»
layer-missing-field = поле «{ $name }» обязательно
layer-not-a-number = в «{ $name }» должно стоять число, а не «{ $value }»
layer-not-a-choice = в поле «{ $name }» не может стоять «{ $value }»
layer-measure-of-entity = метка { $label } — не метрика, но у аннотации есть величина
layer-nesting = { $label } ({ $id }) и { $other } ({ $by }) не могут делить текст по этой схеме
layer-unknown-relation = в схеме нет связи «{ $name }»
layer-relation-end = связь ведёт к { $id }, а такой аннотации нет
# === terminal
terminal-none = Программа работает только в терминале
terminal-dumb = терминал «{ $term }» не умеет рисовать экран
terminal-unknown = неизвестно, какой это терминал: переменная TERM пуста
terminal-set-term = Задайте её, например: export TERM=xterm-256color
terminal-use-linear = В нём работает metka --linear: строки вместо экрана
terminal-use-commands = Без экрана работают команды, например metka validate и metka keys
terminal-not-utf8 = Локаль «{ $locale }» не UTF-8, ввод может искажаться. Выполните: { $export }

# === store
store-outside = документ вне корпуса
store-binary = Это не текст: байта на месте { $at } нет ни в одной кодировке
store-binary-hint = Если это всё-таки текст, укажите кодировку: --encoding
store-document-too-long = документ больше 1 ГиБ
store-unreadable-layer = файл разметки не читается
store-unreadable-layer-hint = Документ открывается только для чтения, ничего не изменено
store-not-taken = Корпус не принимает разметку
store-not-saved = НЕ СОХРАНЕНО
store-stashed-hint = Разметка лежит в { $path } и вернётся на место, как только туда можно будет писать
store-retry-hint = Разметка цела в памяти, запись повторится
cause-full = на диске нет места
cause-quota = исчерпана дисковая квота
cause-read-only = файловая система только для чтения
cause-denied = нет прав доступа
cause-not-found = не существует
cause-folder = это папка
cause-not-a-folder = на месте папки стоит файл
cause-not-a-file = это не обычный файл
cause-name-too-long = слишком длинное имя
cause-too-long = он больше 1 ГиБ
cause-disk = диск сообщает об ошибке
cause-loop = символические ссылки замкнуты в круг
cause-other = { $text }

# === command line, files
no-home = Не найдена домашняя папка
no-home-hint = Задайте переменную HOME
cannot-open = Не открыть
no-such-path-hint = Проверьте путь; без пути metka откроет последний корпус
cannot-read-hint = Проверьте права доступа
not-a-corpus = Это не папка корпуса
not-a-corpus-hint = Назовите папку с текстами
cannot-unpack = Не записать встроенный корпус
cannot-unpack-hint = Проверьте место и права или назовите папку: metka ПАПКА
cannot-read-folder = Папка не читается
link-loop = Ссылка ведёт по кругу к { $ancestor } и пропущена
cannot-read-document = Документ не читается
layer-without-annotator = Разметка лежит не в папке разметчика; её место — annotations/ИМЯ/документ.ron
binary-document = Это не текст
too-large-for-preview = Большой документ: откройте его (Enter)
no-guidelines = У корпуса нет инструкции
cannot-read-keymap = Файл клавиш не читается
cannot-read-config = Настройки не читаются
cannot-read-schema = Схема не читается
bad-config = настройки повреждены и не действуют
bad-config-hint = Исправьте файл; пока действуют обычные настройки
no-such-encoding-hint = Известны UTF-8, UTF-16LE, UTF-16BE, CP1251, KOI8-R, CP866
terminal-failed = Терминал не отвечает
internal-fault = Внутренняя ошибка metka; сохранённое цело
link-nowhere = Ссылка никуда не ведёт
cannot-read-guidelines = Инструкция не читается
no-guidelines-hint = Её можно положить в этот файл
cause-not-utf8 = здесь не UTF-8
cause-outside-corpus = ссылка ведёт за пределы корпуса
not-utf8-hint = Сохраните файл в UTF-8
layer-of-unreadable = Документ «{ $document }» не читается
empty-document = Документ пуст: размечать нечего
more-problems = Не поместилось; всего ошибок: { $count }
no-such-value = нет значения «{ $name }»
no-such-value-hint = Есть: { $names }
usage-bad-value = У { $argument } нет значения «{ $value }»
usage-no-value = У { $argument } не указано значение
usage-unknown-argument = Нет параметра { $argument }
usage-missing-argument = Не указано: { $argument }
usage-conflict = { $argument } и { $other } вместе не указывают
usage-hint = Все параметры показывает metka --help
ron-ends = файл обрывается
ron-expected = здесь ожидается «{ $sign }»
ron-trailing = после конца стоит лишнее
ron-string = здесь нужен текст в кавычках
ron-boolean = здесь нужно true или false
ron-integer = здесь нужно целое число не меньше нуля
ron-number = здесь нужно число
ron-identifier = здесь нужно имя
ron-no-such-field = поля «{ $name }» не бывает, бывают { $names }
ron-no-such-value = значения «{ $name }» не бывает, бывают { $names }
ron-missing-field = не хватает поля «{ $name }»
ron-same-field = поле «{ $name }» стоит дважды

# === marking, the rest
cmd-relabel-all = Сменить метку у всех таких же аннотаций, по букве
cmd-repeat = Поставить последнюю метку ещё раз
cmd-occurrences = Все другие вхождения аннотации, по одному
cmd-toggle-part = Добавить выделение к последней аннотации как часть или убрать часть
labels-relabel-all-title = Другая метка для всех таких же
relabelled-all = Новая метка { $label }: { $count ->
    [one] { $count } аннотация
    [few] { $count } аннотации
   *[many] { $count } аннотаций
}
nothing-to-repeat = Повторять нечего: метка ещё не ставилась
no-annotation-for-part = Сначала пометьте первую часть или перейдите к аннотации
parts-now = { $label }: { $count ->
    [one] { $count } часть
    [few] { $count } части
   *[many] { $count } частей
}
no-occurrences = Других вхождений нет
occurrence = { $label }: вхождение { $at } из { $all } — Enter пометить, Backspace пропустить, * все остальные, q закончить
occurrences-taken = Помечено вхождений: { $count }
cmd-relate = Начать связь у аннотации или закончить её здесь
cmd-follow-relation = К аннотации, с которой связана эта
no-relation-types = В схеме нет видов связей (relations в metka.ron)
relation-begun = Связь от { $label }: перейдите к другой аннотации и нажмите ту же клавишу
relation-made = Связь: { $label }
relation-removed = Связь снята: { $label }
no-such-relation = На клавише «{ $key }» нет вида связи
no-relations-here = У этой аннотации нет связей
relations-title = Какая это связь
document-done = Готов: { $name }, { $count ->
    [one] { $count } аннотация
    [few] { $count } аннотации
   *[many] { $count } аннотаций
}

# === keys check, doctor
keys-right = Файл клавиш в порядке
keys-none-of-your-own = Своего файла клавиш нет, действует набор «{ $preset }»
folder-not-writable = В папку нельзя записать
folder-not-writable-hint = Проверьте права и свободное место
doctor-version = версия
doctor-formats = формат слоя, схемы
doctor-terminal = терминал
doctor-colors = цвета, тема
doctor-locale = локаль, язык
doctor-can = терминал умеет
doctor-can-unknown = имя незнакомо
doctor-can-nothing = только текст (metka --linear)
doctor-can-little = двигать курсор
doctor-can-scroll = прокрутку части экрана
doctor-can-alternate = второй экран
doctor-can-paste = отметки вставки
doctor-can-sync = кадр целиком
doctor-can-underline = цвет подчёркивания
doctor-asked = по настройке
doctor-signs = рамки и значки
doctor-signs-ascii = только ASCII
doctor-signs-all = Юникод
doctor-utf8 = UTF-8
doctor-not-utf8 = не UTF-8
doctor-linear = построчно
doctor-mouse = мышь
doctor-clipboard = буфер обмена
doctor-clipboard-direct = терминала (OSC 52)
doctor-clipboard-through = терминала через { $name } (OSC 52)
doctor-cache = кэш
doctor-annotator = разметчик
doctor-layout = раскладка
doctor-keys = клавиши
doctor-config = настройки
doctor-data = данные
doctor-state = состояние
doctor-writable = можно писать
doctor-not-there-yet = ещё нет, можно создать
doctor-not-writable = писать нельзя
doctor-well = Всё в порядке

# === reading, the rest
cmd-jump-back = Вернуться после дальнего перехода
cmd-jump-forward = Снова вперёд (после возврата)
no-jump-back = Возвращаться некуда: далеко отсюда ещё не уходили
no-jump-forward = Вперёд идти некуда
cmd-set-bookmark = Поставить закладку, по букве; той же буквой ещё раз — снять
cmd-go-to-bookmark = К закладке, по букве
cmd-copy = Скопировать выделенное в буфер обмена терминала
cmd-copy-to-file = Записать выделенное в файл
bookmarks-title = К какой закладке
bookmarks-set-title = Поставить закладку: нажмите букву
no-bookmarks = В этом документе закладок ещё нет
no-bookmark-name = Закладку называют буквой, { $key } не годится
no-such-bookmark = В этом документе нет закладки { $name }
bookmark-set = Закладка { $name }
bookmark-removed = Закладка { $name } снята
copy-sent = Отправлено в буфер обмена терминала: { $count ->
    [one] { $count } знак
    [few] { $count } знака
   *[many] { $count } знаков
}
copy-too-long = слишком длинно для буфера обмена: больше { $most } КБ
copy-no-clipboard = у этого терминала нет буфера обмена
copy-hint = Запишите выделенное в файл (copy-to-file)
copied-to-file = Записано в { $path }
cannot-copy-to-file = не удаётся записать выделенное
cmd-spotlight = Читать по предложениям: приглушить остальное; ещё раз — по абзацам; ещё — выключить
spotlight-sentence = Чтение по предложениям: { $next } — следующее, { $previous } — предыдущее
spotlight-paragraph = Чтение по абзацам: { $next } — следующий, { $previous } — предыдущий
spotlight-off = Больше ничего не приглушено
find-forms = Tab: все формы слова

# === large corpora and texts
surveying = просмотрено { $done } из { $count }

# === Документ изменился
layer-unplaced = аннотация «{ $text }» ждёт решения: документ изменился, и её место не найдено
layer-unplaced-hint = Откройте документ и укажите её место или удалите её.
document-changed = Документ изменился: { $placed ->
    [one] { $placed } аннотация перенесена
    [few] { $placed } аннотации перенесены
   *[other] { $placed } аннотаций перенесено
}{ $waiting ->
    [0] {""}
    [one] , { $waiting } ждёт решения
    [few] , { $waiting } ждут решения
   *[other] , { $waiting } ждут решения
}{ $waiting ->
    [0] {""}
   *[other] : { $key }
}
unplaced-waiting = { $waiting ->
    [one] { $waiting } аннотация ждёт решения
    [few] { $waiting } аннотации ждут решения
   *[other] { $waiting } аннотаций ждут решения
}: документ изменился ({ $key })
cmd-waiting = Аннотации, потерявшие место, по одной
nothing-waits = Все аннотации на своих местах
place-it = Ждут места: { $waiting } · { $place } сюда · { $drop } удалить · { $next } дальше
waits-for-place = место не найдено, показано прежнее; было «{ $text }»
waits-likely-here = место, похоже, здесь; было «{ $text }»
placed = Метка { $label } на месте

# === Макросы
cmd-record-macro = Записать свои действия макросом, по букве; ещё раз — закончить
cmd-replay-macro = Повторить макрос, по букве; цифры перед ней — сколько раз
recording = ЗАПИСЬ { $name }
macros-record-title = Записать макрос: нажмите букву
macros-replay-title = Какой макрос повторить (сначала можно набрать, сколько раз)
macros-times-title = Повторить { $times ->
    [one] { $times } раз
    [few] { $times } раза
   *[many] { $times } раз
}: нажмите букву
no-macros = Макросов ещё нет
no-macro-name = Макрос называют буквой, { $key } не годится
macro-too-long = В макросе стало бы больше { $count } действий, столько не записать
no-such-macro = Макроса { $name } нет
macro-empty = Ничего не записано, макрос { $name } прежний
macro-recorded = Макрос { $name } записан: { $count ->
    [one] { $count } действие
    [few] { $count } действия
   *[many] { $count } действий
}
macro-replayed = Макрос { $name } выполнен { $times ->
    [one] { $times } раз
    [few] { $times } раза
   *[many] { $times } раз
}
macro-stopped = Макрос { $name } остановлен на «{ $command }»: { $why } (полных повторов: { $done } из { $times })
macro-no-use = здесь это ни к чему не ведёт
macro-label = метка { $label }
macro-with = { $command }: { $text }
palette-line = К строке { $number }
no-such-line = В тексте нет строки { $number }
cmd-reload = Перечитать настройки и файл клавиш
cmd-save = Сказать, всё ли сохранено; каждая правка сохраняется сразу
cmd-exit = Выйти из программы
all-saved = Всё уже сохранено: каждая правка сразу ложится на диск
reloaded = Настройки и клавиши перечитаны
keys-kept = действуют прежние клавиши
undone-by-others = Менять уже нечего: с тех пор это изменили в другом сеансе

# === Ждут места
waiting = { $count ->
    [one] { $count } ждёт места
    [few] { $count } ждут места
   *[many] { $count } ждут места
}
at-sentence = предложение { $number } из { $all }
at-paragraph = абзац { $number } из { $all }

# === validate
checked = проверено: { $layers ->
    [one] { $layers } слой
    [few] { $layers } слоя
   *[many] { $layers } слоёв
}, { $faults ->
    [0] ошибок нет
   *[other] ошибок: { $faults }
}
# === строками, для чтения с голоса и по Брайлю
linear-saved = сохранено
linear-extending = выделено
linear-selected = выделено: { $text }
linear-inside = внутри: { $label }
linear-partly = частично: { $label }
linear-document = Документ { $at } из { $all }: { $name }, { $status }
linear-panel = Аннотации по порядку, всего { $count }
linear-panel-closed = Панель закрыта
linear-text-end = конец текста
linear-paragraph-end = конец абзаца
linear-entities = { $count ->
    [one] { $count } сущность
    [few] { $count } сущности
   *[many] { $count } сущностей
}
linear-metrics = { $count ->
    [one] { $count } метрика
    [few] { $count } метрики
   *[many] { $count } метрик
}
linear-palette = Команда:
linear-no-further = Дальше ничего нет
looked-again = { $new ->
    [0] { $changed ->
        [0] Папка просмотрена заново: всё по-прежнему
       *[other] Папка просмотрена заново: изменилось или исчезло { $changed }
    }
   *[other] Папка просмотрена заново: новых { $new }, изменилось или исчезло { $changed }
}
text-changed = Файл этого документа на диске изменён или удалён. Разметка цела; чтобы перейти к новому тексту, закройте документ и откройте снова
search-goes-on = Ищу во всём тексте…
form-would-be-lost = Esc ещё раз — бросить введённое, Enter — сохранить

# Подсказки
cmd-next-suggestion = Следующая подсказка
cmd-previous-suggestion = Предыдущая подсказка
cmd-accept-suggestion = Принять подсказку и перейти к следующей
cmd-accept-or-label = Принять подсказку и перейти дальше; где её нет — пометить по букве
cmd-reject-suggestion = Отклонить подсказку и перейти к следующей
cmd-accept-all = Принять все подсказки одной метки не ниже порога, посмотрев на них
cmd-suggesters = Источники подсказок: включить, выключить, выбрать порядок
cmd-toggle-suggestions = Показать или скрыть подсказки
suggestions = { $count ->
    [one] { $count } подсказка
    [few] { $count } подсказки
   *[many] { $count } подсказок
}
suggestion = подсказка { $at } из { $all }: { $label } { $title }: { $text }, { $percent } %
suggestion-key = { $accept } принять
suggestion-keys = { $accept } принять, { $reject } отклонить
accepted = Принято: { $label }
rejected = Отклонено: { $label }
accepted-all = Принято { $label }: { $count ->
    [one] { $count } подсказка
    [few] { $count } подсказки
   *[many] { $count } подсказок
}
no-suggestions = Подсказок нет
not-on-suggestion = Здесь нет подсказки; { $key } ведёт к следующей (всего { $count })
suggestions-are-hidden = Подсказки скрыты; { $key } показывает их
suggestions-hidden = Подсказки скрыты
suggestions-shown = Подсказки показаны
accept-all-title = Принять все { $label } от { $least } %: { $count }
accept-all-help = ↑ ↓ порог, ← → метка, Enter — принять, Esc — оставить
switches-title = Подсказки
switches-help = ↑ ↓ выбрать, Enter — включить или выключить, Esc — закрыть
suggester-figures = числа: деньги, проценты, количества, величины
suggester-dates = даты
suggester-names = имена, должности, организации, места (по правилам)
suggester-propagation = уже помеченное в этом документе
suggester-dictionary = помеченное в готовых документах
suggester-learner = выученное на готовых документах
suggester-other = { $name }
suggest-uncertain-first = сначала самые сомнительные
suggest-shown = показывать подсказки
tally = { $share }, { $keys }
tally-share = принято { $accepted } из { $all }
tally-keys = { $keys } клавиши на метку
done-with-tally = { $done }; { $tally }

# metka suggest, segment, facts, import, effort
no-threads = Система не даёт потоков
cannot-write-output = Вывод не записывается
cannot-read-input = Стандартный ввод не читается
bad-lines = { $lines ->
    [one] не разобрана { $lines } строка
    [few] не разобраны { $lines } строки
   *[many] не разобрано { $lines } строк
}; у каждой в выводе поле error
line-no-json = это не объект JSON
line-no-text = в объекте нет поля text со строкой
line-too-long = строка длиннее { $bytes } МиБ; пропущена
nothing-to-learn = В корпусе нет ни одного готового документа
nothing-to-learn-hint = Отметьте размеченные документы готовыми (d) или укажите другого разметчика: --annotator
import-taken = Здесь уже другая разметка
import-other-documents = У { $count ->
    [one] { $count } документа в корпусе уже другой текст
   *[other] { $count } документов в корпусе уже другой текст
}: { $names }
import-other-layers = У { $count ->
    [one] { $count } документа в корпусе уже другая разметка
   *[other] { $count } документов в корпусе уже другая разметка
}: { $names }
import-taken-hint = Ничего не перезаписано. Возьмите другую папку, другого разметчика (--annotator) или сначала уберите то, что лежит в корпусе
import-link-outside = Ссылка ведёт за пределы папки и пропущена
import-not-written = Не записывается
import-unknown-label = в схеме корпуса нет метки «{ $name }», аннотаций с ней: { $count }
import-unknown-label-hint = Повторите импорт с --unknown add, чтобы добавить её, или замените: --map СТАРАЯ=НОВАЯ
import-bad-label-hint = Замените её при импорте: --map СТАРАЯ=НОВАЯ
imported = Импортировано: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[many] { $documents } документов
}, { $layers ->
    [one] { $layers } разметка
    [few] { $layers } разметки
   *[many] { $layers } разметок
}, { $annotations ->
    [one] { $annotations } аннотация
    [few] { $annotations } аннотации
   *[many] { $annotations } аннотаций
}
brat-bad-line = строка не по формату brat
brat-no-text = Рядом с разметкой нет документа .txt
effort-head = { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[many] { $documents } документов
}, аннотаций: { $spans }. Клавиш на аннотацию:
effort-spans = аннотаций
effort-without = без подсказок
effort-with = с подсказками
effort-accepted = принято как есть
effort-all = всего
effort-after = изучено документов: { $documents }
effort-left-out = Не учтены аннотации, которых не сделать клавишами: { $spans }
effort-differing = С подсказками вышло иначе, чем в готовой разметке, аннотаций: { $spans }

# Обмен с другими программами
format-brat = разметка brat: .ann рядом с .txt
format-jsonl = строки JSON: документ в строке, всё, что есть в слое
format-broken = Запись не читается
format-unreadable = Файл не читается
format-not-utf8 = Строка { $line } и следующие за ней не в UTF-8
format-unexplained = по смещениям стоит не «{ $text }»
format-unexplained-hint = Аннотация пропущена: ни один способ счёта символов её не объясняет
format-no-place = аннотация «{ $name }» стоит за пределами текста
format-loose-relation = отношение «{ $name }» ведёт к аннотации, которой нет
import-bad-name = Документ не может называться «{ $name }»
import-nothing = Нет файлов для импорта ({ $files })
import-nothing-hint = Назовите папку или файл другой программы
import-refused-label = метки «{ $name }» нет в схеме корпуса, пропущено аннотаций: { $count }
import-counting = Смещения посчитаны как { $what }: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[other] { $documents } документов
}
import-problems = Не прочитано записей и аннотаций: { $count }
import-stopped = Импорт остановлен на первой ошибке (--strict); что импортировано до неё, осталось в корпусе
counting-points = кодовые точки
counting-utf16 = единицы UTF-16
counting-bytes = байты
counting-crlf-is-one = символы, где CRLF за один
counting-lf-is-two = символы, где конец строки за два
export-nothing = В корпусе нечего экспортировать: нет разметки
export-nothing-hint = Разметьте документ или назовите разметчика: --annotator
export-taken = Файл или папка уже есть
export-taken-hint = Назовите другое имя или замените: --force
export-needs-folder = Этому формату нужна папка
export-strict = Ничего не записано: без потерь не получается (--strict)
export-lost = потеряно: { $what }; документов: { $documents }, первый: { $first }
exported = экспортировано в { $format }: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[other] { $documents } документов
}, { $annotations ->
    [one] { $annotations } аннотация
    [few] { $annotations } аннотации
   *[other] { $annotations } аннотаций
}
loss-nested = вложенные аннотации ({ $count })
loss-crossing = пересекающиеся аннотации ({ $count })
loss-discontinuous = разрывные аннотации ({ $count })
loss-relations = отношения ({ $count })
loss-fields = поля аннотаций ({ $count })
loss-notes = заметки к аннотациям ({ $count })
loss-measures = значения метрик ({ $count })
loss-document-notes = заметки к документам ({ $count })
loss-rejections = отклонённые предложения ({ $count })
loss-unplaced = аннотации, ждущие места ({ $count })
without = без
without-text = самого текста
without-nesting = вложенности
without-crossing = пересечений
without-parts = разрывов
without-relations = отношений
without-fields = полей
without-notes = заметок
without-measures = значений метрик

# metka add
added = { $from } → { $document }
add-unknown-kind = Из файлов этого вида текст не извлекается
add-unknown-kind-hint = Сохраните его в одном из видов: { $kinds }
add-empty = В файле нет текста
add-empty-hint = Если это снимок страницы, сначала распознайте его
extract-damaged = Файл повреждён, или это файл другого вида
extract-no-pdf = Эта сборка не читает PDF
extract-no-pdf-hint = Соберите с PDF: cargo install --path . --features pdf; или возьмите pdftotext
extract-pictures = рисунки не добавлены: { $count }
extract-attachments = вложения не добавлены: { $count }
extract-pdf-hint = Попробуйте pdftotext и добавьте .txt
# Прежние тексты
texts-not-kept = Текст документа не сохранён на случай, если документ изменится
texts-not-kept-hint = Разметка сохранена. Копии можно отключить в config.ron: keep_texts: false
stood = Прежний текст:
doctor-texts = прежние тексты
doctor-no-texts = пока нет
doctor-texts-off = не хранятся (keep_texts)
doctor-kept-texts = { $count ->
    [one] { $count } копия
    [few] { $count } копии
   *[many] { $count } копий
}, { $kib } КиБ; папку можно удалить

# Git
git-missing = Не запускается git
git-missing-hint = Установите git: без него настраивать нечего
git-no-repository = Здесь нет репозитория git
git-no-repository-hint = Создайте его (git init) или назовите корпус внутри репозитория
git-refuses = git не принял настройку { $name }
merge-not-written = Объединение не записано
merge-no-text = Документ { $document } на сторонах разный, и его текста нет ни в рабочей папке, ни в истории git: места аннотаций не свести
merge-no-text-hint = Положите документ на место и повторите: metka merge BASE OURS THEIRS
setup-line = { $file }: добавлена строка «{ $line }»
setup-line-there = { $file }: строка уже есть
setup-setting = { $name } = { $value }
setup-setting-there = { $name } = { $value } (уже так)
setup-only-printed = Ничего не изменено (--print)
setup-every-clone = Закоммитьте .gitattributes. Настройки git в клон не попадают: в каждом клоне один раз выполните metka setup git
setup-unreadable = Файл не читается
setup-unwritable = Файл не записывается
setup-no-program = Неизвестно, где лежит metka
sheet-named = { $label } «{ $text }»
sheet-line = строка { $line }
sheet-chars = знаки { $start }–{ $end }
show-document = документ: { $path }
show-annotator = разметчик: { $name }
show-status = состояние: { $status }
show-seconds = секунд работы: { $seconds }
show-relation = отношение: { $text }
show-rejection = отклонено: { $text }
show-waiting = ждёт места: { $text }
show-note = заметка к документу: { $text }
diff-added = добавлено: { $what } ({ $at })
diff-removed = снято: { $what } ({ $at })
diff-label = метка { $before } → { $after }: «{ $text }» ({ $at })
diff-borders = границы { $label }: «{ $before }» → «{ $after }» ({ $at })
diff-moved = место { $what }: { $before } → { $after }
diff-value = { $what }, { $name }: { $before } → { $after } ({ $at })
diff-relation = отношение
diff-rejection = отклонённое предложение
diff-waiting = аннотация без места
diff-note = заметка к документу
diff-item-added = добавлено, { $sort }: { $what }
diff-item-removed = убрано, { $sort }: { $what }
diff-item-changed = изменено, { $sort }: { $before } → { $after }
diff-status = состояние: { $before } → { $after }
diff-seconds = секунд работы: { $before } → { $after }
diff-only-before = только слева: { $layer }
diff-only-after = только справа: { $layer }
diff-no-text = Документ { $document } изменился между слоями, а его текста нет ни рядом, ни в истории git
diff-no-text-hint = Положите документ на место: без него места аннотаций не сравнить
diff-file-and-folder = Сравнить можно два файла или две папки, а это файл
add-taken-hint = Ничего не перезаписано; переименуйте файл или выберите другую папку
import-other-document = Здесь уже другой документ
# Потокенные форматы
format-bilou = BILOU: токен в строке, за ним метки
format-conll2003 = CoNLL-2003: токен, часть речи, группа, метка
format-conllu = CoNLL-U: метки в MISC, текст сохраняется
format-iob2 = IOB2: токен в строке, за ним метки
tokens-no-tag = за токеном нет метки
tokens-odd-tags = меток не по схеме: { $count }, это первая; прочитано так, как читает conlleval
conllu-bad-row = не слово CoNLL-U: нужны номер, форма и ещё восемь столбцов через табуляцию
conllu-other-text = текст предложения не складывается из его слов; взяты слова
format-slate = SLATE: .txt.annotations рядом с .txt
slate-bad-line = не запись SLATE: нужны места, дефис и метки
slate-link = это связь, метки у неё нет
slate-no-place = такой строки, токена или символа в тексте нет
format-csv = CSV: аннотации, документы, отношения и значения таблицами
csv-no-column = в таблице нет столбца «{ $name }»
csv-no-number = в столбце «{ $name }» не число
csv-no-document = в строке не назван документ
csv-no-label = в строке нет метки
csv-no-span = в документе нет аннотации «{ $id }»
loss-blanks = пробелы по краям аннотаций ({ $count })
### форматы INCEpTION, WebAnno и UIMA

loss-characters = символы, которых в формате нет: вместо них U+FFFD ({ $count })
format-uima-json = UIMA CAS в JSON 0.4 для INCEpTION и cassis, типы внутри
format-uima-xmi = UIMA CAS в XMI для INCEpTION и DKPro, рядом TypeSystem.xml
format-webanno-tsv = WebAnno TSV 3.3 для INCEpTION и WebAnno
format-layer-unread = Слой { $name } не читается: цепочкам и ролям здесь нет места
uima-no-text = В файле нет текста (sofa со строкой)
webanno-no-header = Первая строка должна быть #FORMAT=WebAnno TSV 3.x
webanno-bad-row = Это не предложение и не токен WebAnno TSV
webanno-backwards = Предложение начинается раньше, чем кончилось предыдущее
webanno-far = Предложение начинается дальше, чем возможно при такой длине файла
format-covers-nothing = аннотация «{ $name }» не охватывает ни одного символа
### Обмен в JSON
format-doccano = doccano: строки JSON с метками или с сущностями и отношениями
format-pubannotation = PubAnnotation: обозначения, отношения и атрибуты
format-spacy = spaCy: строки JSON, в каждой текст и его сущности
counting-graphemes = графемные кластеры
format-label-studio = Label Studio: массив задач, рядом настройка разметки
format-prodigy = Prodigy: строки JSON, в каждой задача с токенами и отрезками
format-no-text = В записи нет текста
format-no-label = у аннотации нет метки
format-no-offsets = у аннотации нет смещений
format-several-annotations = Текст размечен { $count } раз(а); взята одна разметка: эталонная или последняя
format-hugging-face = Hugging Face, классификация токенов: строки JSON, в каждой предложение с тегами IOB2
format-web-annotation = W3C Web Annotation: JSON-LD рядом с текстом
format-tags = токенов { $tokens }, а тегов { $tags }
format-numbers = вместо тегов стоят числа
format-numbers-hint = Что они значат, записано не здесь: поставьте вместо них названия
# Interchange: brat
loss-foreign = сохранённые строки другой программы ({ $count })
brat-same-id = номер «{ $id }» стоит в двух строках
brat-bad-type = тип не может называться «{ $name }»: он пропущен
brat-dangling = строки { $id } нет
brat-overlapping-parts = части перекрываются или соприкасаются
validate-unknown-format = Непонятно, какого формата этот файл
validate-unknown-format-hint = Назовите формат: --format ИМЯ; все форматы перечисляет metka formats
validate-no-text = при аннотациях нет текста
validate-counting = смещения считают не то, что принято в этом формате: { $what }
checked-gold = проверено как { $format }: { $documents ->
    [one] { $documents } документ
    [few] { $documents } документа
   *[other] { $documents } документов
}, { $annotations ->
    [one] { $annotations } аннотация
    [few] { $annotations } аннотации
   *[other] { $annotations } аннотаций
}, { $faults ->
    [0] ошибок нет
    [one] { $faults } ошибка
    [few] { $faults } ошибки
   *[other] { $faults } ошибок
}
# Экспорт и импорт открытого документа
cmd-copy-json = Скопировать аннотацию как JSON
cmd-copy-conll = Скопировать аннотацию в колонках CoNLL
cmd-export-document = Экспортировать документ в другой формат
cmd-import-document = Импортировать разметку документа из файла
export-title = Экспорт документа
export-help = Enter — записать, ↑ ↓ — формат, Ctrl-u — стереть имя, Esc — отмена
export-replace = Уже есть: { $files }. Заменить? y/н — да, Esc — отмена, или дайте другое имя
export-over-corpus = Здесь место документов, разметки и настроек корпуса; дайте другое имя
import-title = Импорт разметки в документ
import-help = Enter — прочитать, ↑ ↓ — формат, Ctrl-u — стереть имя, Esc — отмена
import-other-text = в файле другой текст
import-differs = здесь «{ $here }», в файле «{ $there }»
import-not-of-this = В файле нет ничего об этом документе
import-left = Разметка не импортирована: открыт уже другой документ или другой его текст
transfer-file = Файл:
transfer-no-name = Назовите файл
transfer-under-way = Подождите…
transfer-taken = Ничего не записано: такой файл уже есть
document-exported = Записано в { $path }: { $count ->
    [one] { $count } аннотация
    [few] { $count } аннотации
   *[many] { $count } аннотаций
}
document-exported-lossy = Записано в { $path }: { $count ->
    [one] { $count } аннотация
    [few] { $count } аннотации
   *[many] { $count } аннотаций
}; потеряно: { $lost }
document-imported = Добавлено: { $added }, уже было: { $known }, отказано: { $refused }
document-imported-in-part = Добавлено: { $added }, уже было: { $known }, отказано: { $refused }. { $why }

# Страницы
format-html = страница для чтения в браузере и печати: текст, обозначения, показатели
html-annotator = разметчик: { $name }
html-legend = Обозначения
html-legend-hint = Размеченное подчёркнуто; в конце стоит код метки на своей черте и номер, если об этом месте сказано ниже.
html-facts = Показатели
html-relations = Связи
html-notes = Заметки
html-contents = Содержание
html-label = Что это
html-covered = В тексте

# Parquet
format-parquet = таблицы Parquet: документы, аннотации, отношения, показатели
no-parquet = Parquet не собран в эту программу
no-parquet-hint = Соберите с ним (cargo install metka --features parquet) или возьмите jsonl
### Обмен: чего не хватало новому человеку
validate-which-format-hint = Он читается как { $names }; назовите один из них: --format ИМЯ
import-known = Уже были в корпусе такими же: { $layers ->
    [one] { $layers } разметка
    [few] { $layers } разметки
   *[many] { $layers } разметок
}
import-other-format = Зато этот файл читается как { $names }
import-other-format-hint = Тогда так: metka import { $name } …
import-unknown-relation = в схеме корпуса нет связи «{ $name }»
import-unknown-relation-hint = Повторите импорт с --unknown add, чтобы добавить её
usage-add-hint = Текст из такого файла берёт metka add; разметки в нём нет
usage-too-few-values = Указано не всё: { $argument }
layer-is-document = Это документ, а не файл разметки
layer-is-document-hint = Разметка лежит в annotations/ИМЯ/ДОКУМЕНТ.ron
transfer-more = { $up ->
    [true] выше ещё { $count }
   *[other] ниже ещё { $count }
}
add-changed = Файл изменился с тех пор, как взят в корпус
add-changed-hint = Документ корпуса оставлен прежним; чтобы взять новый текст, переименуйте файл
# Импорт и экспорт ещё раз
counting-marked = { $what }, считая метку порядка байтов в начале
format-twin-field = «{ $name }: { $value }» у второй «{ $label }» на том же месте пропущено: у первой другое значение
loss-words = названия и значения с пробелами или концами строк: записаны иначе ({ $count })
loss-layers = слои других аннотаторов; --annotator выбирает одного ({ $count })
