using EdFi.BatchPerf.Files.Journals;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Says what has to be known before a journal is relied upon.</summary>
internal static class JournalWarning
{
    /// <summary>Warns of what its reader met, and of a run that loaded another server: it may be the same by another name.</summary>
    public static void Of(BatchCmdlet cmdlet, JournalContent journal, BatchConnection connection)
    {
        foreach (var warning in journal.Warnings)
        {
            cmdlet.WriteWarning(warning);
        }

        if (journal.Header.OtherServer(connection.BaseUrl) is { } other)
        {
            cmdlet.WriteWarning(other);
        }
    }
}
