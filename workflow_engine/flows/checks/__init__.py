"""System checks: a procedure that could lead past a gate, or nowhere, does not start the server.

* chuan.E001  a step without a citation
* chuan.E002  a step that nobody may take
* chuan.E003  a gate without both its branches
* chuan.E004  a way from the start to a decision that passes no gate, or not immediately before
* chuan.E005  an unsound graph: a node that nothing leads to, or that leads to no end
* chuan.E006  a branch that the kind of node does not know, or a route that leads nowhere
* chuan.E007  an approval or decision that does not keep its preparers apart
* chuan.E008  a figure or an instrument that the law does not have, or a number that nobody cites
* chuan.E009  a gate that the law does not have, or one of whose facts nobody gathers
* chuan.E010  a gate one of whose facts nobody could supply when it is asked for
* chuan.E011  a conference whose count may come to what no route follows
* chuan.E012  a rule of counting that the law does not have on each day of the edition
* chuan.E013  an approval or decision that is not kept apart from a step that prepares it
* chuan.E014  papers that are not checked once, under their articles
* chuan.E015  a conference without a ballot that does not say whose quorum holds
* chuan.E016  a name, kept with every dossier, that does not say what the step is
* chuan.E017  a procedure that cannot be read: its module or its class raises an error
* chuan.E018  a procedure without its drawing
* chuan.E019  a schedule of time limits that the law does not have on each day of the edition
* chuan.E020  a step that dates an event which the law, or the schedule, does not know
* chuan.E021  a step that dates an event by a field or a route that it does not have
* chuan.E022  a time limit of the schedule whose event, or whose act, no step dates
* chuan.E023  an event that governs, or that a gate reads, which no step dates or plans
* chuan.E024  a circumstance of the schedule that the procedure does not tell
* chuan.E030  a procedure that does not say what it is about, or by a chooser that is not there
* chuan.E031  candidates that do not fit what the procedure is about, or whom no step enters
* chuan.E032  a start that opens nothing
* chuan.E033  a consultation that asks nobody, or a notice that tells nobody
* chuan.E034  a child that is no procedure, or does not come to what its parent waits for
"""
