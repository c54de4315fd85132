using System.Management.Automation;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Import-BatchResult: reads files that runs or a Locust harness have written.</summary>
[Cmdlet(VerbsData.Import, "BatchResult", DefaultParameterSetName = ByPath)]
[OutputType(typeof(BatchResult), typeof(RunDocument), typeof(BatchMetrics))]
public sealed class ImportBatchResultCommand : BatchCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>Results files, .run.json files or _stats.csv files of Locust; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ResultFileCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>Files as in -Path, whose names are taken as they are, without wildcards.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Check(() => FilePaths(Path, LiteralPath)))
        {
            Import(path);
        }
    }

    private void Import(string path)
    {
        if (RunJson.IsNamed(path))
        {
            WriteObject(Check(() => RunJson.Read(path)));
            return;
        }

        if (Check(() => LocustStatsReader.IsStats(path)))
        {
            WriteObject(Check(() => LocustStatsReader.Read(path)), enumerateCollection: true);
            return;
        }

        var reader = new ResultCsvReader(path);
        using var results = reader.Read().GetEnumerator();
        while (Check(results.MoveNext))
        {
            WriteObject(results.Current);
        }

        if (reader.Warning is { } warning)
        {
            WriteWarning(warning);
        }
    }
}
