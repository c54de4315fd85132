namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Purpose of reading a journal.</summary>
internal enum JournalUse
{
    /// <summary>To look for the documents that the run left: ids of created documents are kept.</summary>
    Leftovers,

    /// <summary>To go on with the run, or to tell how far it came: no ids are held.</summary>
    Progress,
}
