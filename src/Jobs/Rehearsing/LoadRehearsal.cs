using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Rehearsing;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Rehearsing;

/// <summary>
/// Has an open loop, of a load or of a study, rehearsed before its first run, and says so. Never keeps a run from beginning, unless it is
/// stopped.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="ready">The kinds of run that have been rehearsed already.</param>
/// <param name="rehearseAsync">Rehearses.</param>
internal sealed class LoadRehearsal(
    IJobHost host,
    RehearsedKinds ready,
    Func<ApiConnection, RunPlan, RunOptions, CancellationToken, Task<RehearsalReport>> rehearseAsync)
{
    private const string Activity = "Rehearsal";

    /// <summary>Least time between the end of the rehearsal and a common start: files are still to be opened.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    /// <summary>Makes the one of a job.</summary>
    /// <param name="host">Where the job runs.</param>
    public LoadRehearsal(IJobHost host)
        : this(host, RehearsedKinds.OfProcess, OpenRehearsal.RunAsync)
    {
    }

    /// <summary>Rehearses where that makes a difference: arrivals have moments to keep, and the code has not run yet.</summary>
    /// <param name="connection">The server's.</param>
    /// <param name="plan">The run.</param>
    /// <param name="outputs">The run's outputs, of which nothing is written.</param>
    /// <param name="watch">Makes sinks that the run has besides; they take the rehearsal's results. Null for none.</param>
    /// <param name="at">Its common start; null where it begins at once, or is not told yet.</param>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    public async Task RunAsync(
        ApiConnection connection,
        RunPlan plan,
        RehearsedParts outputs,
        Func<IReadOnlyList<IResultSink>>? watch = null,
        StartSignal? at = null)
    {
        var parts = outputs
            | (watch is null ? RehearsedParts.None : RehearsedParts.Watch)
            | (OpenRehearsal.IsSecure(connection) ? RehearsedParts.Tls : RehearsedParts.None)
            | (connection.Options.Http2 ? RehearsedParts.Http2
                : Transport.IsPlain(connection.Options) ? RehearsedParts.Http1
                : RehearsedParts.Handler);
        if (!plan.IsOpen || ready.Has(plan.TestType, parts))
        {
            return;
        }

        if (at?.Left < OpenRehearsal.Longest + Before)
        {
            host.Note("The open loop is not rehearsed, since its start is too near: its first arrivals may be late.");
            return;
        }

        host.Note("The open loop is rehearsed inside this process, so that its first arrivals are on time; the server gets none of it.");
        host.Progress(new JobProgress(Activity, new LinePart("Makes code ready for the arrivals")) { Said = true });
        try
        {
            var report = await rehearseAsync(connection, plan, Options(parts, watch?.Invoke() ?? []), host.Stop);
            host.Note(Words(report));
            if (report.Refused < report.Batches)
            {
                ready.Add(plan.TestType, parts);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !host.Stop.IsCancellationRequested)
        {
            host.Note($"The open loop could not be rehearsed, so its first arrivals may be late: {exception.Message}");
        }
        finally
        {
            host.Progress(new JobProgress(Activity) { Done = true });
        }
    }

    private static RunOptions Options(RehearsedParts parts, IReadOnlyList<IResultSink> watch) => new()
    {
        Sinks = parts.HasFlag(RehearsedParts.Results) ? [ResultCsvSink.ToNowhere(), .. watch] : watch,
        Journal = parts.HasFlag(RehearsedParts.Journal) ? RunJournal.ToNowhere() : null,
        StreamResults = parts.HasFlag(RehearsedParts.Stream),
    };

    private static string Words(RehearsalReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Rehearsed {report.Batches:#,0} batches in {report.Took.TotalMilliseconds:0} ms; {report.Methods:#,0} methods were compiled."
            + $"{(report.Refused == 0 ? "" : $" {report.Refused:#,0} answers were not as expected.")}"
            + $"{(report.Refused < report.Batches ? "" : " So the first arrivals may be late.")}");
}
