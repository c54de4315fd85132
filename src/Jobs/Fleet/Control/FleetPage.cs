using EdFi.BatchPerf.Page.Dashboard;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>A fleet's load on a dashboard: of the machines' beats while it goes on, then its result.</summary>
/// <param name="dashboard">The page, which is closed with this.</param>
/// <param name="plan">The whole plan.</param>
/// <param name="tell">Shows its address to the operator. The address alone suffices to stop the load.</param>
internal sealed class FleetPage(RunDashboard dashboard, RunPlanSummary plan, Action<Uri> tell) : IShownLoad, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new(); // never disposed: a browser may press the button to the end
    private Func<RunDocument>? _look;
    private RunDocument? _end;

    /// <summary>Fires when a viewer of the page stops the load.</summary>
    public CancellationToken StopToken => _stop.Token;

    public RunPlanSummary Plan => plan;

    public StopReason StopReason => Volatile.Read(ref _end)?.StopReason
        ?? (_stop.IsCancellationRequested ? StopReason.StopRequested : StopReason.None);

    public double? MostLoad => null;

    public RunDocument Look(bool whole) => Volatile.Read(ref _end) ?? _look!();

    public void ChangeLoad(double target) => throw new NotSupportedException("The load of several machines keeps to its plan.");

    public void Stop() => _stop.Cancel();

    /// <summary>Shows the load from now on.</summary>
    /// <param name="look">The load as it stands; called by any thread.</param>
    public void Begin(Func<RunDocument> look)
    {
        _look = look;
        dashboard.Attach(this);
        tell(dashboard.Url);
    }

    /// <summary>Has viewers look again.</summary>
    public void Refresh() => dashboard.Publish(last: false);

    /// <summary>Shows the load's result.</summary>
    /// <param name="fleet">The result; without a merged run, the figures of the machines' last beats stay on the page.</param>
    public void End(BatchFleetRun fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        if (_look is not { } look)
        {
            return;
        }

        Volatile.Write(ref _end, fleet.Run?.ToDocument() ?? WithoutRun(look(), fleet));
        dashboard.Publish(last: true);
    }

    private static RunDocument WithoutRun(RunDocument last, BatchFleetRun fleet) => last with
    {
        EndedAt = last.MeasuredTo,
        Machines = fleet.Machines,
        Verdict = fleet.Verdict,
    };

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();
}
