using System.Globalization;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>What runs leave behind.</summary>
internal static class FileTargets
{
    private const int MostSuspects = 50_000;
    private const int MostOperations = 100_000;

    private static readonly string LocustStats =
        "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\n"
        + "POST,students-batch-10,100,5,120,130.5,80,400,3600,10.5,0.5,120,130,140,150,180,200,300,390,400,400,400\r\n"
        + "POST,\"sections-batch-1, x\",50,0,N/A,0,0,0,0,5,0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n"
        + ",Aggregated,150,5,120,130.5,80,400,3600,15.5,0.5,120,130,140,150,180,200,300,390,400,400,400\r\n";

    public static IEnumerable<Target> All =>
    [
        new("journals", Form.Json | Form.Lines | Form.Fields, SampleRun.Journals, ReadJournal),
        new("results files", Form.Lines | Form.Fields, [SampleRun.ResultsFile], ReadResults),
        new("run files", Form.Json, [SampleRun.RunFile], ReadRun),
        new("Locust statistics", Form.Lines | Form.Fields, [Corpus.Text(LocustStats)], ReadLocust),
    ];

    private static Reading ReadJournal(byte[] input) => Reading.By(() =>
    {
        var content = JournalContent.Read(ScratchFile.Write("attacked.journal", input));

        // Before they are listed: a forged number of turns would fill the memory.
        Claim.Sum(content.Clients.Values.All(static c => c.High <= MostSuspects));
        var suspects = content.Suspects().Take(MostSuspects + 1).ToList();
        Claim.Sum(suspects.Count <= MostSuspects);
        Claim.Sum(content.Begun >= 0 && content.Elapsed >= TimeSpan.Zero);
        Claim.Sum(suspects.TrueForAll(s => s.Client >= 0 && s.Sequence >= 1 && content.Clients.ContainsKey(s.Client)));
        return string.Create(CultureInfo.InvariantCulture, $"{content.Header.RunId} {content.Ended} {content.Elapsed} {content.Begun} {string.Join(' ', suspects)}");
    });

    private static Reading ReadResults(byte[] input) => Reading.By(() =>
    {
        var path = ScratchFile.Write("attacked.csv", input);
        var accumulator = new MetricsAccumulator(stripes: 1);
        long sent = 0, batches = 0;
        foreach (var result in new ResultCsvReader(path).Read())
        {
            // Before the metrics, which keep a counter for each of so many positions.
            Claim.Sum(result.OperationCount is >= 0 and <= MostOperations);
            Claim.Ledger(result);
            Claim.Success(result.Success == (result.ErrorKind is null));
            Claim.Success(!result.Success || result.OperationsCommitted == result.OperationCount);
            Claim.Sum(double.IsFinite(result.ResponseTimeMs) && double.IsFinite(result.ServiceTimeMs) && result.ResponseTimeMs >= 0 && result.ServiceTimeMs >= 0);
            Claim.Sum(result.RequestBytes >= 0 && result.ResponseBytes >= 0 && result.Attempt >= 0 && result.Triples >= 0);
            accumulator.Record(result);
            sent += result.OperationCount;
            batches++;
        }

        Check(accumulator.Totals);
        Claim.Sum(accumulator.Totals.OperationsSent == sent && accumulator.Totals.Batches == batches);
        var rows = MetricsFile.Read(path);
        Check(rows);
        return Of(rows);
    });

    private static Reading ReadRun(byte[] input) => Reading.By(() =>
    {
        var run = RunJson.Read(ScratchFile.Write("attacked.run.json", input));
        Check(run.Totals);
        Check(run.Metrics);
        foreach (var row in run.Ledger)
        {
            Claim.Ledger(row.Sent, row.Committed, row.RolledBack, row.Failed, row.NotAttempted, row.Unknown);
        }

        Claim.Sum(run.Ledger.Count == 0 || run.Ledger.Aggregate((Int128)0, static (sum, row) => sum + row.Sent) == run.Totals.OperationsSent);
        Claim.Sum(run.Errors.All(static e => e.Occurrences >= 0));
        return $"{run.RunId} {run.StartedAt:O} {run.EndedAt:O} {run.StopReason} {run.Server} {run.Plan.ClientCount} {run.Verdict.Verdict} {run.Totals} {Of(run.Metrics)}";
    });

    private static Reading ReadLocust(byte[] input) => Reading.By(() =>
    {
        var path = ScratchFile.Write("attacked_stats.csv", input);
        if (!LocustStatsReader.IsStats(path))
        {
            return "another file";
        }

        var rows = LocustStatsReader.Read(path);
        Claim.Sum(rows.All(static r => r.Requests >= 0 && r.Failures >= 0 && r.Failures <= r.Requests && r.OperationsCommitted >= 0));
        return Of(rows);
    });

    private static void Check(RunTotals totals)
    {
        Claim.Ledger(totals.OperationsSent, totals.OperationsCommitted, totals.OperationsRolledBack, totals.OperationsFailed, totals.OperationsNotAttempted, totals.OperationsUnknown);
        Claim.Sum(totals is { Succeeded: >= 0, Failed: >= 0, Canceled: >= 0 } && (Int128)totals.Succeeded + totals.Failed + totals.Canceled == totals.Batches);
    }

    private static void Check(IReadOnlyList<BatchMetrics> rows)
    {
        foreach (var row in rows)
        {
            Claim.Ledger(row.OperationsSent, row.OperationsCommitted, row.OperationsRolledBack, row.OperationsFailed, row.OperationsNotAttempted, row.OperationsUnknown);
            Claim.Sum(row is { Requests: >= 0, Failures: >= 0, Censored: >= 0 } && row.Failures <= row.Requests);
            Claim.Sum(row.FailureRate is >= 0 and <= 1 && double.IsFinite(row.RequestsPerSecond) && row.RequestsPerSecond >= 0 && row.CommittedOperationsPerSecond >= 0);
            Claim.Sum(!(row.P50Ms > row.P99Ms) && !(row.P99Ms > row.MaxMs)); // one that is missing is not out of order
            foreach (var histogram in new[] { row.ResponseTimeHistogram, row.ServiceTimeHistogram }.OfType<string>())
            {
                Claim.Sum(HistogramTargets.Read(histogram).Refusal is null);
            }
        }
    }

    private static string Of(IReadOnlyList<BatchMetrics> rows) => string.Join(' ', rows.Select(static r =>
        string.Create(CultureInfo.InvariantCulture, $"{r.Name} {r.Requests} {r.Failures} {r.OperationsCommitted} {r.OperationsUnknown} {r.MeanMs} {r.P50Ms} {r.P99Ms} {r.RequestsPerSecond} {r.ResponseTimeHistogram}")));
}
