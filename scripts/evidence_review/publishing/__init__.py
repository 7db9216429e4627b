"""From a folder of sources to a finished site: the order of the stages, staging and reporting.

Belongs here: what reads and writes the disk between the stages. Does not: any knowledge of one stage.
`pipeline` is the only module that knows the order of the stages.
"""
