using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Loads the scenarios that are built in and those of the operator's templates.</summary>
internal static class ScenarioTemplates
{
    /// <exception cref="BatchPerfException">Those of <see cref="ScenarioCatalog.Load"/>.</exception>
    public static ScenarioCatalog Load(RunSettings settings, ConsoleHost host) =>
        settings.ScenarioPaths.Count == 0
            ? new ScenarioCatalog()
            : ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop);
}
