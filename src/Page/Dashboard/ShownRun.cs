using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>One run of this process as its dashboard shows it.</summary>
/// <param name="load">The run.</param>
internal sealed class ShownRun(LoadRun load) : IShownLoad
{
    private readonly Look _look = new();

    public RunPlanSummary Plan => load.Run.Plan;

    public StopReason StopReason => load.Run.StopReason;

    public double? MostLoad => load.MostLoad;

    public RunDocument Look(bool whole) => _look.At(load.Run, whole);

    public void ChangeLoad(double target) => load.ChangeLoad(target);

    public void Stop() => load.Stop(StopReason.StopRequested, StopSource.Dashboard);
}
