using System.Globalization;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>Line of progress of a load: its time first, the server's address last.</summary>
/// <param name="plan">The run's plan.</param>
internal sealed class RunProgress(RunPlan plan)
{
    /// <summary>Name of the progress.</summary>
    public const string Activity = "Load";

    private readonly RunFigures _figures = new();

    /// <summary>The progress of a live run.</summary>
    public JobProgress Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IsWaiting)
        {
            return new JobProgress(Activity, [Waiting(run.StartsIn), new LinePart(run.Server.ToString(), (10, ""))]) { Said = true };
        }

        var elapsed = run.Elapsed;
        var batches = run.Totals.Batches;
        var clients = run.Clients == 1 ? "1 client" : string.Create(CultureInfo.InvariantCulture, $"{run.Clients:#,0} clients");
        return new JobProgress(
            Activity,
            [Time(elapsed), .. _figures.Of(run), new LinePart(clients, (6, "")), new LinePart(run.Server.ToString(), (10, ""))])
        {
            Percent = plan.PlannedDuration is { } planned ? Percent(elapsed / planned)
                : plan.OwnBatches is { } count ? Percent((double)batches / count)
                : null,
            Remaining = plan.PlannedDuration - elapsed is { } rest ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : null,
        };
    }

    private static LinePart Waiting(TimeSpan? left) => new(left is not { } time ? "waits for its start"
        : time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"starts in {Math.Ceiling(time.TotalSeconds)} s")
        : $"starts in {Clock(time)}");

    private LinePart Time(TimeSpan elapsed) => plan.PlannedDuration is { } planned
        ? new LinePart($"{Clock(elapsed)} of {Clock(planned)}", (7, Clock(elapsed)), (3, ""))
        : new LinePart(Clock(elapsed), (3, ""));

    private static int Percent(double share) => (int)Math.Clamp(100 * share, 0, 100);

    /// <summary>Hours may exceed a day.</summary>
    private static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}
