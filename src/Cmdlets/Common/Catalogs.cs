using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Loads the scenarios that are built in and those of the operator's templates.</summary>
internal static class Catalogs
{
    public static ScenarioCatalog Load(string[] templates, Func<string, string> toFilePath, CancellationToken stop) =>
        templates.Length == 0 ? new ScenarioCatalog() : ScenarioCatalog.Load(templates.Select(toFilePath), stop);
}
