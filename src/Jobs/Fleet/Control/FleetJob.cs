using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// The load from many machines: all of them are prepared or none, they begin at one moment, and their runs are collected, also where the
/// load was stopped.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="time">The clocks.</param>
internal sealed class FleetJob(IJobHost host, TimeProvider time)
{
    /// <summary>Makes the load.</summary>
    /// <param name="request">The load.</param>
    /// <param name="machines">The machines, one or more; they are let go, not disposed.</param>
    /// <returns>The outcome of every machine; null where the operator did not confirm.</returns>
    /// <exception cref="BatchPerfException">The load was not begun because of one machine, which it names; it says whether anything was
    /// sent all the same. Or times that do not fit together: <c>FleetTime</c>.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped before the start.</exception>
    public async Task<FleetOutcome?> RunAsync(FleetRequest request, IReadOnlyList<IFleetMachine> machines)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(machines);
        request.RequireTimes();
        if (!await host.ConfirmAsync(request.Server.ToString(), Action(request, machines)))
        {
            return null;
        }

        var voice = new FleetVoice(host);
        var links = machines.Select((machine, i) => new MachineLink(machine, request.Shares[i], voice, request.Times, time)).ToList();
        try
        {
            var at = await BeginAsync(request, links);
            return new FleetOutcome(await new FleetWatch(host, request, links, time).RunAsync(at), at);
        }
        finally
        {
            host.Progress(new JobProgress(FleetProgress.Activity) { Done = true });
        }
    }

    private static string Action(FleetRequest request, IReadOnlyList<IFleetMachine> machines) =>
        $"Send {string.Join(", ", request.Plan.Summarize().Scenarios)} from {machines.Count} machines "
            + $"({string.Join(", ", machines.Take(10).Select(static m => m.Name))}{(machines.Count > 10 ? ", …" : "")})";

    /// <summary>All machines begin, or all are let go.</summary>
    private async Task<DateTimeOffset> BeginAsync(FleetRequest request, IReadOnlyList<MachineLink> links)
    {
        using var begun = new CancellationTokenSource();
        foreach (var link in links)
        {
            _ = KeepAsync(link, request.Times.Beat, begun.Token);
        }

        try
        {
            using var preparation = new FleetPreparation(host, request, links, time);
            await preparation.RunAsync();
            return await new FleetStart(host, request, links, time).RunAsync();
        }
        catch (Exception exception)
        {
            await begun.CancelAsync();
            await Task.WhenAll(links.Where(static link => link.Asked).Select(link => LetGoAsync(link, request.Times)));
            var sent = links.Where(static link => link.MayHaveSent).ToList();
            sent.ForEach(link => host.WarnOfRemains(FleetProblems.Remains(link)));
            if (exception is BatchPerfException problem && sent.Count > 0)
            {
                throw FleetProblems.Sent(problem, sent);
            }

            throw;
        }
        finally
        {
            await begun.CancelAsync();
        }
    }

    /// <summary>Renews the lease of a machine that waits for others.</summary>
    private async Task KeepAsync(MachineLink link, TimeSpan beat, CancellationToken begun)
    {
        try
        {
            while (true)
            {
                await Task.Delay(beat, time, begun);
                if (link.Last is not null)
                {
                    await link.TryAskAsync(new FleetTick { Kind = TickKind.Renew });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // all have begun, or none does
        }
    }

    /// <summary>
    /// Gives a machine's part up, and has it keep nothing where it says that nothing was sent. One that does not answer ends by its lease.
    /// </summary>
    private async Task LetGoAsync(MachineLink link, FleetTimes times)
    {
        await link.GiveUpAsync();
        var began = time.GetTimestamp();
        while (link.Lost is null && link.AtWork && time.GetElapsedTime(began) < times.Lease)
        {
            await Task.Delay(times.Poll, time);
            await link.TryAskAsync(new FleetTick { Kind = TickKind.Renew });
        }

        await link.TryAskAsync(new FleetTick { Kind = TickKind.Leave, Clean = !link.MayHaveSent });
    }
}
