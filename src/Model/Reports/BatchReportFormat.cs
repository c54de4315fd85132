namespace EdFi.BatchPerf;

/// <summary>Part of a run's report: one file, or a set of files.</summary>
public enum BatchReportFormat
{
    /// <summary>The four CSV files of a Locust run.</summary>
    Locust,

    /// <summary><c>operations.csv</c>: counts of operations by outcome, a row for each request name and position.</summary>
    Operations,

    /// <summary><c>summary.json</c>: the run itself, with all of its data.</summary>
    Summary,

    /// <summary><c>response_times.hgrm</c> and <c>service_times.hgrm</c>: latency by percentile, as HdrHistogram's tools plot it.</summary>
    Hgrm,

    /// <summary><c>response_times.hlog</c>: an HdrHistogram interval log.</summary>
    HistogramLog,

    /// <summary><c>server.csv</c>: the server's figures over time, where the run measured them.</summary>
    Server,

    /// <summary><c>thresholds.xml</c>: a JUnit test case for each threshold.</summary>
    JUnit,

    /// <summary><c>summary.md</c>: the run's results, as Markdown for the summary of a pipeline or a pull request.</summary>
    Markdown,

    /// <summary><c>report.html</c>: everything in one page that opens without a network.</summary>
    Html,
}
