"""From a folder of sources to a finished site: the order of the stages, staging and reporting.

Belongs here: reading and writing files between the stages. Does not: the work of any single stage.
`pipeline` is the only module that knows the order of the stages.
"""
