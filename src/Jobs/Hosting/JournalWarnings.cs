using EdFi.BatchPerf.Files.Journals;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Warnings to read before a journal is relied upon.</summary>
internal static class JournalWarnings
{
    /// <summary>Passes on the warnings of the journal's reader.</summary>
    public static void OfReader(IJobHost host, JournalContent journal)
    {
        foreach (var warning in journal.Warnings)
        {
            host.Warn(warning);
        }
    }

    /// <summary>Warns of a run that loaded another server: it may be the same by another name.</summary>
    public static void OfServer(IJobHost host, JournalContent journal, Uri server)
    {
        if (journal.Header.OtherServer(server) is { } other)
        {
            host.Warn(other);
        }
    }
}
