using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// Follows a fleet from its start to the end of its last machine: a beat a second of each, the line of progress, and the reasons to end
/// all of them.
/// </summary>
/// <param name="host">Is shown the progress, and says when to stop.</param>
/// <param name="request">The load.</param>
/// <param name="links">The machines.</param>
/// <param name="time">The clocks.</param>
internal sealed class FleetWatch(IJobHost host, FleetRequest request, IReadOnlyList<MachineLink> links, TimeProvider time)
{
    private readonly object _gate = new();
    private TaskCompletionSource _changed = New();
    private StopReason _stop;
    private bool _hurry;

    /// <summary>Returns when every machine has ended, failed or been lost; its files are collected as soon as it has.</summary>
    /// <param name="startAt">The common start.</param>
    public async Task<IReadOnlyList<MachineEnd>> RunAsync(DateTimeOffset startAt)
    {
        var page = request.Page;
        await using var stop = host.Stop.UnsafeRegister(static s => ((FleetWatch)s!).End(StopReason.StopRequested), this);
        await using var hurry = request.Hurry.UnsafeRegister(static s => ((FleetWatch)s!).Hurry(), this);
        await using var button = (page?.StopToken ?? default).UnsafeRegister(
            static s => ((FleetWatch)s!).End(StopReason.StopRequested),
            this);
        using var ended = new CancellationTokenSource();
        var series = new FleetSeries(request, startAt);
        page?.Begin(() => series.Document(links, Stopping));
        var showing = ShowAsync(series, ended.Token);
        var collection = new FleetCollection(host, request);
        var ends = await Task.WhenAll(links.Select(async link =>
        {
            await FollowAsync(link);
            return await collection.OfAsync(link);
        }));
        await ended.CancelAsync();
        await showing;
        return ends;
    }

    private StopReason Stopping
    {
        get
        {
            lock (_gate)
            {
                return _stop;
            }
        }
    }

    private async Task FollowAsync(MachineLink link)
    {
        var told = StopReason.None;
        var hurried = false;
        Decide();
        try
        {
            while (!link.Over)
            {
                var changed = Volatile.Read(ref _changed).Task;
                var tick = Next(ref told, ref hurried);
                await link.AskAsync(tick);
                link.Told = told;
                Decide();
                if (!link.Over && tick.Kind == TickKind.Renew)
                {
                    await Task.WhenAny(changed, Task.Delay(Pause(link, told), time));
                }
            }
        }
        catch (MachineLostException)
        {
            // it is lost
        }

        if (link.Lost is { } lost)
        {
            host.Warn($"{link.Name} is lost: {lost} {Words(link)}");
        }

        if (request.OnMachineLost == MachineLossAction.Stop && !link.EndedAsTold)
        {
            End(StopReason.StopRequested);
        }
    }

    private FleetTick Next(ref StopReason told, ref bool hurried)
    {
        lock (_gate)
        {
            if (_hurry && !hurried)
            {
                hurried = true;
                told = _stop;
                return new FleetTick { Kind = TickKind.Cancel };
            }

            if (_stop != told)
            {
                told = _stop;
                return new FleetTick { Kind = TickKind.Stop, Reason = _stop };
            }

            return new FleetTick { Kind = TickKind.Renew };
        }
    }

    /// <summary>A beat; less where the machine is about to end.</summary>
    private TimeSpan Pause(MachineLink link, StopReason told)
    {
        var left = request.Plan.PlannedDuration - TimeSpan.FromSeconds(link.Beat?.Elapsed ?? 0);
        return told != StopReason.None || left < request.Times.Beat ? request.Times.Poll : request.Times.Beat;
    }

    private void Decide()
    {
        if (links.FirstOrDefault(EndsAll) is { } ended)
        {
            End(ended.Last!.StopReason);
        }

        if (request.Plan.StopOnFailureRate is { } most
            && FleetSeries.TotalsOf(links) is var totals
            && totals.Batches >= request.Plan.StopOnFailureMinimum
            && totals.Failed > most * totals.Batches)
        {
            End(StopReason.FailureRate);
        }
    }

    private void End(StopReason reason)
    {
        lock (_gate)
        {
            _stop = _stop == StopReason.None ? reason : _stop;
        }

        Wake();
    }

    private void Hurry()
    {
        lock (_gate)
        {
            _hurry = true;
        }

        Wake();
    }

    private void Wake() => Interlocked.Exchange(ref _changed, New()).TrySetResult();

    private async Task ShowAsync(FleetSeries series, CancellationToken ended)
    {
        var progress = new FleetProgress(request.Plan.PlannedDuration);
        using var timer = new PeriodicTimer(request.Times.Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                host.Progress(progress.Of(links, series.Sample(links)));
                request.Page?.Refresh();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Warn($"The progress of the fleet cannot be shown any more: {exception.Message}"); // its figures come with its runs
        }
        catch (OperationCanceledException)
        {
            // all machines have ended
        }
    }

    /// <summary>
    /// True for an end that the other machines would meet next: a document of others, or batches that are too large for the server.
    /// </summary>
    private static bool EndsAll(MachineLink link) => link.Last?.StopReason is StopReason.ExistingDocument or StopReason.BatchTooLarge;

    private static string Words(MachineLink link) => link.Beat is { } beat
        ? FormattableString.Invariant($"It had sent at least {beat.Totals.Batches:#,0} batches.")
        : "It had not begun.";

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
