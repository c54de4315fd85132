using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Preparing;

/// <summary>Warns of fixtures that were made otherwise than expected.</summary>
internal static class FixtureWarnings
{
    /// <summary>Warns of descriptors that were created and may be misspelt, and of documents of others that were changed.</summary>
    public static void Tell(IJobHost host, FixtureReport report)
    {
        foreach (var doubtful in report.Doubtful)
        {
            host.Warn(doubtful);
        }

        foreach (var changed in report.Changed)
        {
            host.Warn(changed + ".");
        }
    }
}
