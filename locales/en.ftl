# The words of the program in English. Every message is in ru.ftl too (a test compares).
documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}

# === keys and commands
cmd-row-down = Next row
cmd-row-up = Previous row
cmd-page-down = Next page
cmd-page-up = Previous page
cmd-half-page-down = Half a page down
cmd-half-page-up = Half a page up
cmd-first = To the first row
cmd-last = To the last row
cmd-open = Open the document
cmd-find = Filter the list, or search the text
cmd-find-next = Next hit of the search
cmd-find-previous = Previous hit of the search
cmd-sort = Change the order of the list
cmd-next-unfinished = Next unfinished document
cmd-token-right = Next token
cmd-token-left = Previous token
cmd-word-right = Next word
cmd-word-left = Previous word
cmd-sentence-right = Next sentence
cmd-sentence-left = Previous sentence
cmd-paragraph-down = Next paragraph
cmd-paragraph-up = Previous paragraph
cmd-row-start = Start of the row
cmd-row-end = End of the row
cmd-next-annotation = Next annotation
cmd-previous-annotation = Previous annotation
cmd-grow-token = Grow the right end by a token
cmd-shrink-token = Shrink the right end by a token
cmd-grow-character = Grow the right end by a character
cmd-shrink-character = Shrink the right end by a character
cmd-toggle-extend = Extend the selection while moving, on or off
cmd-other-end = Go to the other end of the selection
cmd-widen = Widen the selection: annotation, phrase, sentence, paragraph
cmd-narrow = Narrow the selection again
cmd-label-1 = Label the selection with label 1; again: remove
cmd-label-2 = Label the selection with label 2; again: remove
cmd-label-3 = Label the selection with label 3; again: remove
cmd-label-4 = Label the selection with label 4; again: remove
cmd-label-5 = Label the selection with label 5; again: remove
cmd-label-6 = Label the selection with label 6; again: remove
cmd-label-7 = Label the selection with label 7; again: remove
cmd-label-8 = Label the selection with label 8; again: remove
cmd-label-9 = Label the selection with label 9; again: remove
cmd-label-10 = Label the selection with label 10; again: remove
cmd-label-by-letter = Label the selection by letter
cmd-add-label = Put one more label on the same text, by letter
cmd-relabel = Give the annotation here another label, by letter
cmd-remove = Remove the annotation here
cmd-resize = Set the annotation here to the selection
cmd-edit = Edit note, fields and measure
cmd-undo = Undo
cmd-redo = Redo
cmd-done = Done (or not done any more), and the next unfinished document
cmd-next-document = Next document
cmd-previous-document = Previous document
cmd-panel = Panel with all annotations, on or off
cmd-guidelines = Guidelines of the corpus
cmd-measure = Wider or narrower text
cmd-help = Show all keys
cmd-palette = Find a command by name
cmd-redraw = Draw the screen anew and look at the files again
cmd-suspend = Leave to the shell for a while
cmd-quit = Back, close, quit
keymap-syntax = the file cannot be read here
keymap-unknown-action = there is no command “{ $name }”
keymap-unknown-key = there is no key “{ $name }”
keymap-unknown-context = there is no part “{ $name }” in a keymap
keymap-unknown-preset = there is no preset “{ $name }”
keymap-unknown-keyboard = there is no layout “{ $name }”
keymap-uneven-keyboard = the two strings of a layout differ in length
keymap-duplicate = “{ $keys }” is bound twice: it already is { $action }
keymap-shadowed = “{ $keys }” can never be pressed: “{ $other }” already is { $action }
keymap-shadowing = “{ $keys }” can never be pressed alone: “{ $other }” begins with it
keymap-nothing-bound = nothing is bound to “{ $keys }” here
keymap-did-you-mean = Did you mean “{ $name }”?
keymap-one-of = Known: { $names }
keymap-key-names = Keys are written like this: j, Space, Ctrl-d, Shift-Right, F3
keymap-see-keys = metka keys lists the commands
keys-list = the list of documents
keys-reader = the text
keys-pager = help and guidelines
keys-panel = the panel of annotations
group-moving = moving
group-searching = searching
group-selecting = selecting
group-marking = marking
group-documents = documents
group-program = screen and program
help-labels = Label the selection with the label of that number; again: remove
# === annotation
annotation-newer-format = the file is of format { $found }, this metka knows { $known }
annotation-newer-format-hint = Update metka; nothing in the file has been changed
annotation-conflict = git left a conflict in the file
annotation-conflict-hint = Keep what is right and remove the lines <<<<<<<, ======= and >>>>>>>
schema-damaged = the schema is damaged
schema-damaged-hint = Correct the file or remove it: without it the built-in schema is used
schema-no-labels = the schema has no labels
schema-too-many-labels = more than { $most } labels: there are no letters left for their keys
schema-too-many-labels-hint = Say with a field what makes similar labels different
schema-bad-name = “{ $name }” cannot be a name
schema-bad-name-hint = A name has 1 to 32 characters without spaces and quotation marks
schema-same-name = the name “{ $name }” is used twice
schema-same-name-hint = Rename one of the two
schema-same-key = the key “{ $key }” already belongs to the label { $label }
schema-same-code = the code “{ $code }” already belongs to the label { $label }
schema-same-value-hint = Choose another one, or leave it out: a free one is found then
schema-bad-key = “{ $key }” cannot be a key
schema-bad-key-hint = One lower-case Latin letter is needed
schema-bad-code = “{ $code }” cannot be a code
schema-bad-code-hint = One or two letters, digits or signs are needed
schema-bad-color = there is no colour “{ $color }”
schema-bad-color-hint = There are { $names } and #rrggbb
schema-nearest = Perhaps “{ $name }”?
schema-reserved-field = the field name “{ $name }” has another meaning already
schema-reserved-field-hint = Choose another name
schema-empty-choice = the field “{ $name }” has nothing to choose from
schema-empty-choice-hint = List the values: Choice(["…", "…"])
schema-bad-extension = “documents” is not a list of file name extensions
schema-bad-extension-hint = For example: documents: ["txt"]

# === the list
scanning = Looking for documents…
opening = opening…
scanning-found = looking for documents: { $count }
no-documents = No documents here: metka looks for files with the extensions { $extensions }. Set others with documents in metka.ron; a single file opens by its name.
no-match = Nothing found: “{ $text }”. To see all documents press f, Ctrl-u, Enter.
corpus-progress = { $done } of { $count } done
filtered = filter “{ $text }”: { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
order-path = order: path
order-title = order: title
order-size = order: size
order-status = order: status
order-annotations = order: annotations
column-title = Document
column-entities = entity
column-metrics = metric
column-size = size
size-kb = { $size } KB
size-mb = { $size } MB
unreadable = unreadable
all-done = All documents are done
not-in-list = This command does nothing in the list: open a document (Enter)

# === the reader
status-new = new
status-in-progress = in progress
status-done = done
annotations = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}
extending = EXTENDING
hits = { $hit } of { $all }
unknown-label = not in the schema
labelled = Labelled { $label }
relabelled = Label changed: { $before } → { $label }
removed = Removed { $label }
resized = Resized { $label }
edited = Edited
same-label = The label is { $label } already
already-there = The annotation covers just that already
nothing-selected = Nothing is selected
only-part = { $label }: this is its only part; select other text
no-annotation-here = No annotation here
no-such-label = No label on “{ $key }”
nesting-refused = The schema does not allow this overlap with { $label }
read-only = The layer is read-only, the edit was not taken
undone = Undone
redone = Redone
nothing-to-undo = Nothing to undo
nothing-to-redo = Nothing to redo
no-more-annotations = No more annotations this way
no-more-documents = No more documents this way
not-done-any-more = The document is in progress again
field-required = The required field “{ $name }” is empty
not-a-number = “{ $text }” is not a number; type for example 530.5 or 1 000 000
measure = Text width: { $columns }
not-in-reader = This command does nothing in the text
merged = The layer was changed from outside: both sides are merged and saved
opened-from-stash = The layer that was kept in the data folder goes back to the corpus
damaged-bytes = Some bytes cannot be read as { $encoding } and are shown as �
unknown-key = “{ $key }” means nothing; all keys: { $help }
paste-refused = Nothing is pasted here: paste into the search line or into fields
hint-help = { $key } keys
hint-open = { $key } open
hint-filter = { $key } filter
hint-search = { $key } search
hint-unfinished = { $key } unfinished
hint-sort = { $key } order
hint-guidelines = { $key } guidelines
hint-palette = { $key } commands
hint-quit = { $key } quit
hint-back = { $key } back
hint-label = { $first }…{ $last } { $letter } label
hint-suggestions = { $key } suggestions
hint-grow = { $key } grow
hint-undo = { $key } undo
hint-done = { $key } done
bound-exact = exactly
bound-more-than = more than
bound-at-least = at least
bound-less-than = less than
bound-at-most = at most
bound-about = about
detail-change = change: { $text }
detail-period = period: { $text }
detail-base = compared with: { $text }
detail-note = note: { $note }
yes = yes
no = no
bar-read-only = read-only
saving = saving…
saved = { $check } saved
saved-aside = saved in the data folder
cyrillic-layout = РУС
panel-empty = No annotations yet

# === search
find-in-text = Search:
find-in-list = Filter:
not-found = Not found: “{ $text }”
search-wrapped = The search went on from the other end of the text
no-search = Nothing was searched for yet (f searches)

# === popups
help-title = Keys
guidelines-title = Guidelines of the corpus
pager-foot = { $last } of { $all } · { $key } closes
palette-title = Commands
labels-title = Label
labels-add-title = One more label on the same text
labels-relabel-title = Another label
form-title = { $label }: fields and note
form-help = Enter accepts, Ctrl-c or Esc throws away, Tab goes on
form-choose = ← → choose
form-note = Note
form-value = Value
form-to = End of a range
form-bound = Bound
form-unit = Unit
form-of = What is counted
form-change = Change
form-period = Period
form-base = Base of comparison
quit-title = Not everything is saved
quit-question = Quit? The layers will be put aside in the data folder. y quits, any other key stays
layer-damaged = the annotation file is damaged
layer-fault-hint = Correct the file or take it back from git; metka does not write to it until then
layer-other-document = these annotations belong to another document, { $path }
layer-other-document-hint = See whether the files are in their places
layer-document-changed = the document has changed since it was annotated: “{ $stated }” was annotated, “{ $found }” is there now
layer-document-shrank = the document has changed since it was annotated: it ends before character { $end }
layer-other-encoding = the document was annotated in another encoding: “{ $stated }” is written, “{ $found }” is there
layer-text-differs = the annotated text is not the text of the document: “{ $stated }” is written, “{ $found }” is there
layer-past-end = the annotation ends at character { $end }, the document has { $chars ->
    [one] { $chars } character
   *[other] { $chars } characters
}
layer-empty-part = the range { $start }–{ $end } covers nothing
layer-no-parts = it is not said what is annotated
layer-bad-parts = parts of an annotation overlap, touch or are out of order
layer-same-id = the id “{ $id }” is used twice
layer-unknown-label = the schema has no label { $name }
layer-unknown-label-near = the schema has no label { $name }; perhaps { $right }?
layer-unknown-field = the label { $label } has no field “{ $name }”
layer-missing-field = the field “{ $name }” must be filled in
layer-not-a-number = “{ $name }” must be a number, not “{ $value }”
layer-not-a-choice = the field “{ $name }” cannot be “{ $value }”
layer-measure-of-entity = the label { $label } is not a metric but has a measure
layer-nesting = { $label } ({ $id }) and { $other } ({ $by }) may not share text in this schema
layer-unknown-relation = the schema has no relation “{ $name }”
layer-relation-end = the relation leads to { $id }, which does not exist
# === terminal
terminal-none = the program needs a terminal
terminal-dumb = the terminal "{ $term }" cannot draw a screen
terminal-unknown = no knowing what terminal this is: the variable TERM is empty
terminal-set-term = Set it, for example: export TERM=xterm-256color
terminal-use-linear = There metka --linear works: lines instead of a screen
terminal-use-commands = Some commands work without a screen, such as metka validate and metka keys
terminal-not-utf8 = The locale "{ $locale }" is not UTF-8, input may be garbled. Run: { $export }

# === store
store-outside = the document is outside the corpus
store-binary = this is not a text: the byte at { $at } is of no encoding
store-binary-hint = If it is a text after all, name its encoding with --encoding
store-document-too-long = the document is longer than 1 GiB
store-unreadable-layer = the annotation file cannot be read
store-unreadable-layer-hint = The document opens for reading only; nothing has been changed
store-not-taken = the corpus does not take the layer
store-not-saved = NOT SAVED
store-stashed-hint = The annotations are kept in { $path } and go back to their place as soon as it can be written
store-retry-hint = The annotations are safe in memory; saving is tried again
cause-full = the disk is full
cause-quota = the disk quota is used up
cause-read-only = the file system is read-only
cause-denied = no permission
cause-not-found = it does not exist
cause-folder = it is a folder
cause-not-a-folder = a file stands where a folder should be
cause-not-a-file = it is not an ordinary file
cause-name-too-long = the name is too long
cause-too-long = it is longer than 1 GiB
cause-disk = the disk reports an error
cause-loop = its symbolic links lead in a circle
cause-other = { $text }

# === command line, files
no-home = There is no home folder
no-home-hint = Set the variable HOME
cannot-open = Cannot open
no-such-path-hint = Check the path; without one metka opens the last corpus
cannot-read-hint = Check the permissions
not-a-corpus = This is no folder of a corpus
not-a-corpus-hint = Name a folder of texts
cannot-unpack = Cannot write the bundled corpus
cannot-unpack-hint = Check space and permissions, or name a folder: metka FOLDER
cannot-read-folder = Cannot read the folder
link-loop = A link leads round to { $ancestor } and was left out
cannot-read-document = Cannot read the document
layer-without-annotator = The layer is in no annotator's folder; it belongs to annotations/NAME/document.ron
binary-document = This is not a text
too-large-for-preview = A large document: open it (Enter)
no-guidelines = The corpus has no guidelines
cannot-read-keymap = Cannot read the keymap
cannot-read-config = Cannot read the settings
cannot-read-schema = Cannot read the schema
bad-config = the settings are damaged and not used
bad-config-hint = Correct the file; the usual settings hold until then
no-such-encoding-hint = Known are UTF-8, UTF-16LE, UTF-16BE, CP1251, KOI8-R, CP866
terminal-failed = The terminal does not answer
internal-fault = A fault inside metka; what was saved is safe
link-nowhere = The link leads nowhere
cannot-read-guidelines = Cannot read the guidelines
no-guidelines-hint = They may be put into this file
cause-not-utf8 = this is not UTF-8
cause-outside-corpus = a link leads out of the corpus
not-utf8-hint = Save the file as UTF-8
layer-of-unreadable = The document “{ $document }” cannot be read
empty-document = The document is empty: there is nothing to annotate
more-problems = There is more; faults in all: { $count }
no-such-value = there is no “{ $name }”
no-such-value-hint = There are { $names }
usage-bad-value = { $argument } takes no “{ $value }”
usage-no-value = { $argument } needs a value
usage-unknown-argument = There is no { $argument }
usage-missing-argument = Missing: { $argument }
usage-conflict = { $argument } and { $other } do not go together
usage-hint = metka --help tells what there is
ron-ends = the file breaks off
ron-expected = “{ $sign }” is expected here
ron-trailing = there is something after the end
ron-string = a text in quotes is needed here
ron-boolean = true or false is needed here
ron-integer = a whole number, zero or more, is needed here
ron-number = a number is needed here
ron-identifier = a name is needed here
ron-no-such-field = there is no field “{ $name }”, there are { $names }
ron-no-such-value = there is no “{ $name }”, there are { $names }
ron-missing-field = the field “{ $name }” is missing
ron-same-field = the field “{ $name }” stands there twice

# === marking, the rest
cmd-relabel-all = Give all annotations with the label of the one here another label, by letter
cmd-repeat = Give the selection the label that was given last
cmd-occurrences = All other occurrences of the annotation here, one by one
cmd-toggle-part = Add the selection to the last annotation as a part, or take the part out
labels-relabel-all-title = Another label for all like this
relabelled-all = New label { $label }: { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}
nothing-to-repeat = Nothing to repeat: no label was given yet
no-annotation-for-part = Label the first part, or go to an annotation
parts-now = { $label }: { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
no-occurrences = No other occurrences
occurrence = { $label }: occurrence { $at } of { $all } — Enter takes it, Backspace passes it over, * takes the rest, q ends
occurrences-taken = Occurrences labelled: { $count }
cmd-relate = Begin a relation at the annotation here, or end it here
cmd-follow-relation = Go to the annotation related to the one here
no-relation-types = The schema has no relation types (relations in metka.ron)
relation-begun = Relation from { $label }: go to the other annotation and press the same key
relation-made = Relation { $label }
relation-removed = Relation { $label } removed
no-such-relation = No relation on “{ $key }”
no-relations-here = This annotation has no relations
relations-title = Which relation is it
document-done = Done: { $name }, { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}

# === keys check, doctor
keys-right = The keymap is right
keys-none-of-your-own = There is no keymap of your own, the preset “{ $preset }” holds
folder-not-writable = The folder cannot be written
folder-not-writable-hint = Check permissions and space
doctor-version = version
doctor-formats = layer, schema
doctor-terminal = terminal
doctor-colors = colours, theme
doctor-locale = locale, language
doctor-can = terminal can
doctor-can-unknown = the name is not known
doctor-can-nothing = text alone (metka --linear)
doctor-can-little = move the cursor
doctor-can-scroll = scroll a part of the screen
doctor-can-alternate = second screen
doctor-can-paste = tell a paste
doctor-can-sync = whole frames
doctor-can-underline = underline colour
doctor-asked = by setting
doctor-signs = frames, signs
doctor-signs-ascii = ASCII alone
doctor-signs-all = Unicode
doctor-utf8 = UTF-8
doctor-not-utf8 = not UTF-8
doctor-linear = as lines
doctor-mouse = mouse
doctor-clipboard = clipboard
doctor-clipboard-direct = that of the terminal (OSC 52)
doctor-clipboard-through = that of the terminal through { $name } (OSC 52)
doctor-cache = cache
doctor-annotator = annotator
doctor-layout = keyboard
doctor-keys = keymap
doctor-config = settings
doctor-data = data
doctor-state = state
doctor-writable = can be written
doctor-not-there-yet = not there yet, can be made
doctor-not-writable = cannot be written
doctor-well = Nothing is wrong

# === reading, the rest
cmd-jump-back = Back to where one was before going far
cmd-jump-forward = Forward again, after going back
no-jump-back = Nowhere to go back to: nothing was gone far from yet
no-jump-forward = Nowhere to go forward to
cmd-set-bookmark = Set a bookmark, by letter; the same letter again: take it away
cmd-go-to-bookmark = Go to a bookmark, by letter
cmd-copy = Send the selected text to the clipboard of the terminal
cmd-copy-to-file = Write the selected text to a file
bookmarks-title = Go to a bookmark
bookmarks-set-title = Set a bookmark: press a letter
no-bookmarks = No bookmarks in this document yet
no-bookmark-name = A bookmark is called by a letter, not by { $key }
no-such-bookmark = No bookmark { $name } in this document
bookmark-set = Bookmark { $name }
bookmark-removed = Bookmark { $name } taken away
copy-sent = Sent to the clipboard of the terminal: { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
copy-too-long = too long for the clipboard: more than { $most } KB
copy-no-clipboard = this terminal has no clipboard
copy-hint = Write it to a file instead (copy-to-file)
copied-to-file = Written to { $path }
cannot-copy-to-file = cannot write what was to be copied
cmd-spotlight = Read sentence by sentence, the rest dimmed; again: by paragraph; again: off
spotlight-sentence = Sentence by sentence: { $next } for the next, { $previous } for the previous
spotlight-paragraph = Paragraph by paragraph: { $next } for the next, { $previous } for the previous
spotlight-off = Nothing is dimmed any more
find-forms = Tab: all forms of the word

# === large corpora and texts
surveying = looked into { $done } of { $count }

# === The document changed
layer-unplaced = the annotation “{ $text }” waits for a decision: the document changed and its place was not found
layer-unplaced-hint = Open the document and show its place, or drop it.
document-changed = The document changed: { $placed ->
    [one] { $placed } annotation was moved along
   *[other] { $placed } annotations were moved along
}{ $waiting ->
    [0] {""}
    [one] , { $waiting } waits for a decision
   *[other] , { $waiting } wait for a decision
}{ $waiting ->
    [0] {""}
   *[other] : { $key }
}
unplaced-waiting = { $waiting ->
    [one] { $waiting } annotation waits for a decision
   *[other] { $waiting } annotations wait for a decision
}: the document changed ({ $key })
cmd-waiting = Annotations that lost their place, one by one
nothing-waits = All annotations are in their places
place-it = Waiting: { $waiting } · { $place } here · { $drop } drop · { $next } next
waits-for-place = no place was found, the old one is shown; it was “{ $text }”
waits-likely-here = its place is probably here; it was “{ $text }”
placed = { $label } is in its place

# === Macros
cmd-record-macro = Record what is done as a macro, by letter; again: end
cmd-replay-macro = Replay a macro, by letter; digits before it: so many times
recording = RECORDING { $name }
macros-record-title = Record a macro: press a letter
macros-replay-title = Which macro to replay (how many times may come first)
macros-times-title = Replay { $times ->
    [one] once
   *[other] { $times } times
}: press a letter
no-macros = There are no macros yet
no-macro-name = A macro is called by a letter, { $key } will not do
macro-too-long = The macro would have more than { $count } commands: that is too long
no-such-macro = There is no macro { $name }
macro-empty = Nothing was recorded, macro { $name } is as it was
macro-recorded = Macro { $name } recorded: { $count ->
    [one] { $count } command
   *[other] { $count } commands
}
macro-replayed = Macro { $name } replayed { $times ->
    [one] once
   *[other] { $times } times
}
macro-stopped = Macro { $name } stopped at “{ $command }”: { $why } (complete repeats: { $done } of { $times })
macro-no-use = this leads nowhere here
macro-label = label { $label }
macro-with = { $command }: { $text }
palette-line = To line { $number }
no-such-line = The text has no line { $number }
cmd-reload = Read the settings and the keymap anew
cmd-save = Tell whether all is saved; it is, after each edit
cmd-exit = Leave the program
all-saved = All is saved already: each edit goes to disk at once
reloaded = Settings and keys were read anew
keys-kept = the keys stay as they were
undone-by-others = Nothing is left to change: another session changed it since

# === Waiting for a place
waiting = { $count ->
    [one] { $count } waits for its place
   *[other] { $count } wait for their place
}
at-sentence = sentence { $number } of { $all }
at-paragraph = paragraph { $number } of { $all }

# === validate
checked = checked: { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
}, { $faults ->
    [0] no faults
    [one] { $faults } fault
   *[other] { $faults } faults
}
# === lines, for voice and Braille
linear-saved = saved
linear-extending = selected
linear-selected = selected: { $text }
linear-inside = inside: { $label }
linear-partly = partly: { $label }
linear-document = Document { $at } of { $all }: { $name }, { $status }
linear-panel = All annotations in order: { $count }
linear-panel-closed = The panel is closed
linear-text-end = end of the text
linear-paragraph-end = end of the paragraph
linear-entities = { $count ->
    [one] { $count } entity
   *[other] { $count } entities
}
linear-metrics = { $count ->
    [one] { $count } metric
   *[other] { $count } metrics
}
linear-palette = Command:
linear-no-further = There is nothing further
looked-again = { $new ->
    [0] { $changed ->
        [0] Looked again: everything is as it was
       *[other] Looked again: { $changed } changed or gone
    }
   *[other] Looked again: { $new } new, { $changed } changed or gone
}
text-changed = The file of this document was changed or removed on disk. The annotations are safe; to go on with the new text, close the document and open it again
search-goes-on = Searching the whole text…
form-would-be-lost = Esc again drops what was typed, Enter keeps it

# Suggestions
cmd-next-suggestion = Next suggestion
cmd-previous-suggestion = Previous suggestion
cmd-accept-suggestion = Accept the suggestion and go on to the next
cmd-accept-or-label = Accept the suggestion and go on; without one, label the selection by letter
cmd-reject-suggestion = Reject the suggestion and go on to the next
cmd-accept-all = Accept all suggestions of a label above a confidence, after a look at them
cmd-suggesters = Suggesters: switch each on or off, choose the order of suggestions
cmd-toggle-suggestions = Show or hide suggestions
suggestions = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
suggestion = suggestion { $at } of { $all }: { $label } { $title }: { $text }, { $percent }%
suggestion-key = { $accept } accepts
suggestion-keys = { $accept } accepts, { $reject } rejects
accepted = Accepted: { $label }
rejected = Rejected: { $label }
accepted-all = Accepted { $label }: { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
no-suggestions = There are no suggestions
not-on-suggestion = There is no suggestion here; { $key } leads to the next ({ $count } in all)
suggestions-are-hidden = Suggestions are hidden; { $key } shows them
suggestions-hidden = Suggestions are hidden
suggestions-shown = Suggestions are shown
accept-all-title = Accept all { $label } from { $least }%: { $count }
accept-all-help = ↑ ↓ confidence, ← → label, Enter accepts, Esc leaves them
switches-title = Suggestions
switches-help = ↑ ↓ move, Enter switches, Esc closes
suggester-figures = figures: money, percentages, counts, quantities
suggester-dates = dates
suggester-names = persons, positions, organisations, places (by rules)
suggester-propagation = what is labelled in this document already
suggester-dictionary = what is labelled in finished documents
suggester-learner = what was learnt from finished documents
suggester-other = { $name }
suggest-uncertain-first = the most uncertain first
suggest-shown = show suggestions
tally = { $share }, { $keys }
tally-share = accepted { $accepted } of { $all }
tally-keys = { $keys } keys per annotation
done-with-tally = { $done }; { $tally }

# metka suggest, segment, facts, import, effort
no-threads = The system gives no threads
cannot-write-output = Cannot write the output
cannot-read-input = Cannot read standard input
bad-lines = { $lines ->
    [one] { $lines } line was not understood
   *[other] { $lines } lines were not understood
}; each has a field error in the output
line-no-json = this is no JSON object
line-no-text = the object has no field text with a string
line-too-long = the line is longer than { $bytes } MiB; it is left out
nothing-to-learn = The corpus has no finished document
nothing-to-learn-hint = Mark annotated documents as done (d) or name another annotator: --annotator
import-taken = There is another layer here
import-other-documents = The corpus has other texts for { $count ->
    [one] { $count } document
   *[other] { $count } documents
}: { $names }
import-other-layers = The corpus has other annotations for { $count ->
    [one] { $count } document
   *[other] { $count } documents
}: { $names }
import-taken-hint = Nothing was overwritten. Name another folder, another annotator (--annotator), or first remove what is in the corpus
import-link-outside = The link leads out of the folder and was left out
import-not-written = Cannot write
import-unknown-label = the schema of the corpus has no label “{ $name }”; annotations with it: { $count }
import-unknown-label-hint = Import again with --unknown add to add it, or give it another name: --map OLD=NEW
import-bad-label-hint = Give it another name on import: --map OLD=NEW
imported = Imported: { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
}
brat-bad-line = this is no line of brat
brat-no-text = There is no .txt beside these annotations
effort-head = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, annotations: { $spans }. Keys per annotation:
effort-spans = annotations
effort-without = without suggestions
effort-with = with suggestions
effort-accepted = accepted as they are
effort-all = all
effort-after = after { $documents } documents
effort-left-out = Left out, because no keys make them: { $spans } annotations
effort-differing = With suggestions the layer came out different: { $spans } annotations

# Interchange
format-brat = brat standoff: .ann beside .txt
format-jsonl = JSON lines: a document a line, all that a layer says
format-broken = The record cannot be read
format-unreadable = The file cannot be read
format-not-utf8 = Line { $line } or what follows is not UTF-8
format-unexplained = “{ $text }” is not what stands at its offsets
format-unexplained-hint = The annotation is left out: no way of counting characters explains it
format-no-place = the annotation “{ $name }” stands outside the text
format-loose-relation = the relation “{ $name }” leads to an annotation that is not there
import-bad-name = A document cannot be called “{ $name }”
import-nothing = There are no files to import ({ $files })
import-nothing-hint = Name the folder or file of the other program
import-refused-label = the schema of the corpus has no label “{ $name }”; annotations left out: { $count }
import-counting = Offsets counted as { $what }: { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}
import-problems = Records and annotations that were not read: { $count }
import-stopped = The import stopped at the first fault (--strict); what was taken in before it is in the corpus
counting-points = code points
counting-utf16 = UTF-16 units
counting-bytes = bytes
counting-crlf-is-one = characters, CRLF as one
counting-lf-is-two = characters, a line end as two
export-nothing = There is nothing to export in the corpus: no layers
export-nothing-hint = Annotate a document, or name the annotator: --annotator
export-taken = The file or folder is there already
export-taken-hint = Give another name, or replace it: --force
export-needs-folder = This format needs a folder
export-strict = Nothing was written: it cannot be done without loss (--strict)
export-lost = lost: { $what }; documents: { $documents }, the first: { $first }
exported = exported to { $format }: { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
}
loss-nested = nested annotations ({ $count })
loss-crossing = crossing annotations ({ $count })
loss-discontinuous = discontinuous annotations ({ $count })
loss-relations = relations ({ $count })
loss-fields = fields of annotations ({ $count })
loss-notes = notes on annotations ({ $count })
loss-measures = measures of metrics ({ $count })
loss-document-notes = notes on documents ({ $count })
loss-rejections = rejected suggestions ({ $count })
loss-unplaced = annotations waiting for their place ({ $count })
without = without
without-text = the text itself
without-nesting = nesting
without-crossing = crossing
without-parts = gaps
without-relations = relations
without-fields = fields
without-notes = notes
without-measures = measures

# metka add
added = { $from } → { $document }
add-unknown-kind = No text is taken out of files of this kind
add-unknown-kind-hint = Save it as one of these: { $kinds }
add-empty = There is no text in the file
add-empty-hint = If it is a picture of a page, have the text recognised first
extract-damaged = The file is damaged, or is of another kind
extract-no-pdf = This build does not read PDF
extract-no-pdf-hint = Build with PDF: cargo install --path . --features pdf; or use pdftotext
extract-pictures = pictures left out: { $count }
extract-attachments = attachments left out: { $count }
extract-pdf-hint = Try pdftotext and add the .txt
# Earlier texts
texts-not-kept = The text of the document was not kept in case it changes
texts-not-kept-hint = Annotations are saved. Copies can be switched off in config.ron: keep_texts: false
stood = Old text:
doctor-texts = earlier texts
doctor-no-texts = none yet
doctor-texts-off = not kept (keep_texts)
doctor-kept-texts = { $count ->
    [one] { $count } copy
   *[other] { $count } copies
}, { $kib } KiB; the folder may be deleted

# Git
git-missing = git does not start
git-missing-hint = Install git: without it there is nothing to set up
git-no-repository = There is no git repository here
git-no-repository-hint = Make one (git init), or name a corpus inside one
git-refuses = git did not take the setting { $name }
merge-not-written = The merge was not written
merge-no-text = The sides have different versions of the document { $document }, and its text is neither in the working tree nor in the history of git: the places of annotations cannot be compared
merge-no-text-hint = Put the document in its place and try again: metka merge BASE OURS THEIRS
setup-line = { $file }: added the line “{ $line }”
setup-line-there = { $file }: the line is there already
setup-setting = { $name } = { $value }
setup-setting-there = { $name } = { $value } (already)
setup-only-printed = Nothing was changed (--print)
setup-every-clone = Commit .gitattributes. A clone does not take over the settings of git: run metka setup git once in each
setup-unreadable = The file cannot be read
setup-unwritable = The file cannot be written
setup-no-program = Nobody knows where metka is
sheet-named = { $label } “{ $text }”
sheet-line = line { $line }
sheet-chars = characters { $start }–{ $end }
show-document = document: { $path }
show-annotator = annotator: { $name }
show-status = status: { $status }
show-seconds = seconds of work: { $seconds }
show-relation = relation: { $text }
show-rejection = refused: { $text }
show-waiting = waits for its place: { $text }
show-note = note on the document: { $text }
diff-added = added: { $what } ({ $at })
diff-removed = removed: { $what } ({ $at })
diff-label = label { $before } → { $after }: “{ $text }” ({ $at })
diff-borders = borders of { $label }: “{ $before }” → “{ $after }” ({ $at })
diff-moved = place of { $what }: { $before } → { $after }
diff-value = { $what }, { $name }: { $before } → { $after } ({ $at })
diff-relation = relation
diff-rejection = refused suggestion
diff-waiting = annotation without a place
diff-note = note on the document
diff-item-added = added, { $sort }: { $what }
diff-item-removed = removed, { $sort }: { $what }
diff-item-changed = changed, { $sort }: { $before } → { $after }
diff-status = status: { $before } → { $after }
diff-seconds = seconds of work: { $before } → { $after }
diff-only-before = only on the left: { $layer }
diff-only-after = only on the right: { $layer }
diff-no-text = The document { $document } changed between the layers, and its text is neither beside them nor in the history of git
diff-no-text-hint = Put the document in its place: without it the places of annotations cannot be compared
diff-file-and-folder = Two files or two folders can be compared, and this is a file
add-taken-hint = Nothing was overwritten; rename the file or choose another folder
import-other-document = Another document is here already
# Token formats
format-bilou = BILOU: a token a line with its tags
format-conll2003 = CoNLL-2003: token, POS, chunk, tag
format-conllu = CoNLL-U: tags in MISC, the text kept
format-iob2 = IOB2: a token a line with its tags
tokens-no-tag = there is no tag behind the token
tokens-odd-tags = { $count ->
    [one] { $count } tag breaks its scheme, this one; it was
   *[other] { $count } tags break their scheme, this is the first; they were
} read as conlleval reads such tags
conllu-bad-row = no word of CoNLL-U: number, form and eight more columns, tabs between them
conllu-other-text = the text of the sentence is not what its words make; the words were taken
format-slate = SLATE: .txt.annotations beside .txt
slate-bad-line = no item of SLATE: places, a hyphen, labels
slate-link = a link: it has no label
slate-no-place = the text has no such line, token or character
format-csv = CSV: spans, documents, relations and measures as tables
csv-no-column = the table has no column “{ $name }”
csv-no-number = there is no number under “{ $name }”
csv-no-document = the row names no document
csv-no-label = the row has no label
csv-no-span = there is no annotation “{ $id }” in the document
loss-blanks = blanks at the ends of annotations ({ $count })
### formats of INCEpTION, WebAnno and UIMA

loss-characters = characters that the format has not, written as U+FFFD ({ $count })
format-uima-json = UIMA CAS as JSON 0.4 of INCEpTION and cassis, with its types
format-uima-xmi = UIMA CAS as XMI of INCEpTION and DKPro, TypeSystem.xml beside
format-webanno-tsv = WebAnno TSV 3.3 of INCEpTION and WebAnno
format-layer-unread = The layer { $name } is not read: chains and links to roles have no place in a layer here
uima-no-text = There is no sofa with a text in the file
webanno-no-header = The first line is not #FORMAT=WebAnno TSV 3.x
webanno-bad-row = This is neither a sentence nor a token of WebAnno TSV
webanno-backwards = The sentence begins before the end of the one above
webanno-far = The sentence begins farther than the file is long
format-covers-nothing = the annotation “{ $name }” covers no character
### Interchange in JSON
format-doccano = doccano: JSON lines with labels, or with entities and relations
format-pubannotation = PubAnnotation: denotations, relations and attributes
format-spacy = spaCy: JSON lines of a text and its entities
counting-graphemes = grapheme clusters
format-label-studio = Label Studio: an array of tasks, with the labelling configuration beside
format-prodigy = Prodigy: JSON lines of tasks with tokens and spans
format-no-text = There is no text in the record
format-no-label = an annotation has no label
format-no-offsets = an annotation has no offsets
format-several-annotations = The text was annotated { $count } times; one annotation was taken: the ground truth, or the last
format-hugging-face = Hugging Face token classification: JSON lines of sentences with IOB2 tags
format-web-annotation = W3C Web Annotation: JSON-LD beside the text
format-tags = there are { $tokens } tokens and { $tags } tags
format-numbers = the tags are numbers
format-numbers-hint = What they mean stands elsewhere: write the names in their place
# Interchange: brat
loss-foreign = kept lines of another program ({ $count })
brat-same-id = two lines have the number “{ $id }”
brat-bad-type = a type cannot be called “{ $name }” here: it is left out
brat-dangling = there is no { $id }
brat-overlapping-parts = the parts overlap or touch
validate-unknown-format = No knowing what format this file has
validate-unknown-format-hint = Name it: --format NAME; metka formats lists them
validate-no-text = there is no text beside the annotations
validate-counting = the offsets do not count what this format counts, but { $what }
checked-gold = checked as { $format }: { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
}, { $faults ->
    [0] no faults
    [one] { $faults } fault
   *[other] { $faults } faults
}
# Export and import of the open document
cmd-copy-json = Copy the annotation here as JSON
cmd-copy-conll = Copy the annotation here in CoNLL columns
cmd-export-document = Export the document in another format
cmd-import-document = Import annotations on the document from a file
export-title = Export the document
export-help = Enter writes, ↑ ↓ choose the format, Ctrl-u clears the name, Esc cancels
export-replace = There already: { $files }. Replace? y replaces, Esc cancels, or give another name
export-over-corpus = This is a place of documents, annotations or settings of the corpus; give another name
import-title = Import annotations on the document
import-help = Enter reads, ↑ ↓ choose the format, Ctrl-u clears the name, Esc cancels
import-other-text = the file has another text
import-differs = here “{ $here }”, in the file “{ $there }”
import-not-of-this = The file says nothing of this document
import-left = Nothing was imported: another document is open by now, or another text of it
transfer-file = File:
transfer-no-name = Name a file
transfer-under-way = Wait…
transfer-taken = Nothing was written: there is such a file already
document-exported = Written to { $path }: { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}
document-exported-lossy = Written to { $path }: { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}; lost: { $lost }
document-imported = Added: { $added }, there before: { $known }, refused: { $refused }
document-imported-in-part = Added: { $added }, there before: { $known }, refused: { $refused }. { $why }

# Pages
format-html = page to read in a browser and print: text, legend, figures
html-annotator = annotator: { $name }
html-legend = Legend
html-legend-hint = What is annotated is underlined; at its end stands the code of the label on its own line, with a number where more is said below.
html-facts = Figures
html-relations = Relations
html-notes = Notes
html-contents = Contents
html-label = What it is
html-covered = In the text

# Parquet
format-parquet = Parquet tables: documents, spans, relations, measures
no-parquet = This program was built without Parquet
no-parquet-hint = Build it with Parquet (cargo install metka --features parquet), or take jsonl
### Interchange: what a new person missed
validate-which-format-hint = It can be read as { $names }; name one: --format NAME
import-known = In the corpus already, the same: { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
}
import-other-format = But this file can be read as { $names }
import-other-format-hint = Then: metka import { $name } …
import-unknown-relation = the schema of the corpus has no relation “{ $name }”
import-unknown-relation-hint = Import again with --unknown add to add it
usage-add-hint = metka add takes the text of such a file; there are no annotations in it
usage-too-few-values = Not all is there: { $argument }
layer-is-document = This is a document, not a file of annotations
layer-is-document-hint = Annotations are in annotations/NAME/DOCUMENT.ron
transfer-more = { $up ->
    [true] { $count } more above
   *[other] { $count } more below
}
add-changed = The file changed since it was added
add-changed-hint = The document of the corpus is left as it was; to add the new text, rename the file
# Import and export, looked at again
counting-marked = { $what } after a byte order mark, which counts
format-twin-field = “{ $name }: { $value }” of a second “{ $label }” in the same place was left out: the first has another value
loss-words = names and values with blanks or line ends, written with others ({ $count })
loss-layers = layers of other annotators; --annotator names one ({ $count })
