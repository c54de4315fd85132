using System.Management.Automation;
using EdFi.BatchPerf.Reporting.Results;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Gathers rows of metrics out of whatever carries some: metrics, runs, results and files.</summary>
internal sealed class MetricsCollector
{
    private readonly List<BatchMetrics> _rows = [];
    private readonly ResultAccumulator _results = new();

    /// <summary>Everything gathered so far, in the order in which it came; what results come to is last.</summary>
    public IReadOnlyList<BatchMetrics> Rows => _results.Any ? [.. _rows, .. _results.Rows] : _rows;

    /// <exception cref="BatchPerfException"><c>NotAResult</c>: the object carries no metrics.</exception>
    public void Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case BatchRun run:
                _rows.AddRange(run.Metrics);
                break;
            case RunDocument document:
                _rows.AddRange(document.Metrics);
                break;
            case IReadOnlyList<BatchMetrics> rows:
                _rows.AddRange(rows);
                break;
            default:
                AddRowOrResult(input);
                break;
        }
    }

    /// <exception cref="BatchPerfException">The file cannot be read, or is something else.</exception>
    public void AddFile(string path, CancellationToken cancellationToken) => _rows.AddRange(MetricsFile.Read(path, cancellationToken));

    private void AddRowOrResult(PSObject input)
    {
        if (MetricsConversion.From(input) is { } row)
        {
            _rows.Add(row);
            return;
        }

        _results.Take(ResultConversion.From(input));
    }
}
