using EdFi.BatchPerf.Files.JUnit;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Metrics;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Page.Markdown;
using EdFi.BatchPerf.Page.Report;

namespace EdFi.BatchPerf.Page.Export;

/// <summary>Files of a report and their writers; nothing is written before <see cref="Write"/>.</summary>
internal sealed class ReportPlan
{
    private readonly ReportSource _source;
    private readonly string _folder;
    private readonly List<(string Name, Action<Stream> Write)> _files = [];
    private readonly List<string> _notes = [];

    private ReportPlan(ReportSource source, string folder)
    {
        _source = source;
        _folder = folder;
    }

    /// <summary>Full paths of the files, in the order in which they are written.</summary>
    public IReadOnlyList<string> Paths => _files.ConvertAll(file => Path.Combine(_folder, file.Name));

    /// <summary>Notes on files that could not be written, or hold less than expected, with the reason: a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Plans a report.</summary>
    /// <param name="source">Source of the report's data.</param>
    /// <param name="folder">Folder for the files.</param>
    /// <param name="formats">Parts of the report.</param>
    /// <param name="findings">Results of the run's limits and of its comparison with a baseline.</param>
    public static ReportPlan Make(
        ReportSource source,
        string folder,
        IEnumerable<BatchReportFormat> formats,
        ReportFindings findings)
    {
        ArgumentNullException.ThrowIfNull(source);
        var plan = new ReportPlan(source, folder);
        foreach (var format in formats.Distinct())
        {
            plan.Add(format, findings);
        }

        return plan;
    }

    /// <summary>
    /// Writes the files, each as a whole or not at all: all of them, or, where one of them exists already or another run writes it, none.
    /// </summary>
    /// <exception cref="BatchPerfException"><c>ReportExists</c>, <c>OutputInUse</c>, <c>ReportNotWritable</c>,
    /// <c>OutputDirectoryNotWritable</c>.</exception>
    public void Write(bool force)
    {
        OutputFile.EnsureDirectory(_folder);
        using var claims = new OutputClaims();
        foreach (var path in Paths)
        {
            claims.Add(path, notWritableId: "ReportNotWritable");
            if (!force && File.Exists(path))
            {
                throw OutputFile.Exists(path, "ReportExists");
            }
        }

        foreach (var (name, write) in _files)
        {
            OutputFile.Write(Path.Combine(_folder, name), FileAudience.Umask, write);
        }
    }

    private void Add(BatchReportFormat format, ReportFindings findings)
    {
        switch (format)
        {
            case BatchReportFormat.Locust:
                AddLocust();
                break;
            case BatchReportFormat.Operations:
                _files.Add(("operations.csv", stream => OperationsCsv.Write(stream, _source.Ledger, _source.Metrics)));
                break;
            case BatchReportFormat.Summary when _source.Run is { } run:
                _files.Add(("summary.json", stream => RunJson.Write(stream, run)));
                break;
            case BatchReportFormat.Html when _source.Run is { } run:
                _files.Add(("report.html", stream => HtmlPage.Write(stream, run, findings)));
                break;
            case BatchReportFormat.Markdown when _source.Run is { } run:
                _files.Add(("summary.md", stream => MarkdownSummary.Write(stream, run, findings)));
                break;
            case BatchReportFormat.Markdown:
                _notes.Add("summary.md is not written: it describes a run, and beside the results there is no .run.json file of theirs.");
                break;
            case BatchReportFormat.Html:
                _notes.Add("report.html is not written: it describes a run, and beside the results there is no .run.json file of theirs.");
                break;
            case BatchReportFormat.Summary:
                _notes.Add("summary.json is not written: it describes a run, and beside the results there is no .run.json file of theirs.");
                break;
            case BatchReportFormat.Hgrm:
                _files.Add(("response_times.hgrm", stream => HistogramFiles.WriteDistribution(stream, All?.ResponseTimeHistogram)));
                _files.Add(("service_times.hgrm", stream => HistogramFiles.WriteDistribution(stream, All?.ServiceTimeHistogram)));
                break;
            case BatchReportFormat.HistogramLog:
                _files.Add(("response_times.hlog", stream => HistogramFiles.WriteLog(stream, _source)));
                break;
            case BatchReportFormat.Server when _source.Run is { ServerSamples.Count: > 0 } run:
                _files.Add(("server.csv", stream => ServerCsv.Write(stream, run.ServerSamples)));
                break;
            case BatchReportFormat.Server:
                _notes.Add($"server.csv is not written: the run did not measure its server ({new OptionKey("PostgreSql")}, "
                    + $"{new OptionKey("ServerProcess")}, "
                    + $"{new OptionKey("MetricsCommand")}).");
                break;
            default:
                _files.Add(
                    ("thresholds.xml", stream => JUnitXml.Write(
                        stream,
                        $"EdFi.BatchPerf {_source.Run?.RunId}".TrimEnd(),
                        _source.StartedAt,
                        _source.Elapsed,
                        findings.Limits)));
                break;
        }
    }

    private BatchMetrics? All => _source.Metrics.FirstOrDefault(static m => m.Name == BatchMetrics.AggregatedName);

    private void AddLocust()
    {
        var prefix = _source.Run?.TestType == TestType.Volume ? "volume" : "batch_volume";
        _files.Add(($"{prefix}_stats.csv", stream => LocustStatsCsv.Write(stream, _source.Entries, _source.Elapsed)));
        _files.Add(($"{prefix}_failures.csv", stream => LocustFailuresCsv.Write(stream, _source.Run?.Errors ?? [])));
        _files.Add(($"{prefix}_exceptions.csv", stream => LocustExceptionsCsv.Write(stream, _source.Run?.Fault)));
        if (!_source.CoversWholeRun)
        {
            _notes.Add(
                $"{prefix}_stats.csv covers the measured window only: a run's file knows no more by request name. Give the "
                    + $"results file, or let {new OptionKey("LocustCsvPath")} write the files during the run.");
        }

        if (_source.Run is null)
        {
            _notes.Add($"{prefix}_failures.csv lists no failures: they are in a run's file, and none lies beside the results.");
        }

        if (_source.Intervals.Count > 0)
        {
            _files.Add(($"{prefix}_stats_history.csv", stream => LocustIntervalsCsv.Write(stream, _source.StartedAt, _source.Intervals)));
            _notes.Add(
                $"{prefix}_stats_history.csv has Aggregated rows only: a run keeps no history by request name. Let "
                    + $"{new OptionKey("LocustCsvPath")} "
                    + "write the files during the run.");
        }
        else
        {
            _notes.Add(
                $"{prefix}_stats_history.csv is not written: only a run in memory knows its response times over time. Let "
                    + $"{new OptionKey("LocustCsvPath")} write the files during the run.");
        }
    }
}
