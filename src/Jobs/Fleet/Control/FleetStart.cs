using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// The common start, in two steps: it is announced to all machines, and only when all have heard of it and are still there, they are told
/// to go. A machine that is not told begins nothing. The caller keeps the leases.
/// </summary>
/// <param name="host">Says when to stop.</param>
/// <param name="request">The load.</param>
/// <param name="links">The machines, armed.</param>
/// <param name="time">The clocks.</param>
internal sealed class FleetStart(IJobHost host, FleetRequest request, IReadOnlyList<MachineLink> links, TimeProvider time)
{
    private long _began;

    private TimeSpan Left => request.StartIn - time.GetElapsedTime(_began);

    /// <summary>Returns at the start; before it where the operator stops a load whose machines were told to go.</summary>
    /// <returns>The start, by the controller's clock.</returns>
    /// <exception cref="BatchPerfException">A machine was lost, has ended or was late before it.</exception>
    /// <exception cref="OperationCanceledException">The operator stopped it before any machine was told to go.</exception>
    public async Task<DateTimeOffset> RunAsync()
    {
        _began = time.GetTimestamp();
        var at = time.GetUtcNow() + request.StartIn;
        var are = links.Count == 1 ? "is" : "are";
        host.Note($"{CountWords.All(links.Count, "machine", "machines")} {are} ready. The load begins at {MomentText.Write(at)}.");
        await AllAsync(2 * request.Times.Margin, MemberPhase.Announced, link => new FleetTick
        {
            Kind = TickKind.Start,
            StartAt = at,
            ClockOffsetMs = link.Clock!.Offset.TotalMilliseconds,
        });
        await WaitAsync(request.Times.Go, MemberPhase.Announced);
        await AllAsync(request.Times.Margin, MemberPhase.Started, static _ => new FleetTick { Kind = TickKind.Go });
        try
        {
            await WaitAsync(TimeSpan.Zero, MemberPhase.Started);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            // machines that may begin are ended as those that have begun, and what they did is collected
        }

        return at;
    }

    /// <summary>The first that fails ends the step, so that the others hear of it as early as can be.</summary>
    private async Task AllAsync(TimeSpan margin, MemberPhase phase, Func<MachineLink, FleetTick> tick)
    {
        var telling = links.Select(link => TellAsync(link, tick(link), margin, phase)).ToList();
        while (telling.Count > 0)
        {
            var told = await Task.WhenAny(telling);
            telling.Remove(told);
            await told;
        }
    }

    private async Task TellAsync(MachineLink link, FleetTick tick, TimeSpan margin, MemberPhase phase)
    {
        try
        {
            var left = Left - margin;
            var answer = await link.AskAsync(tick).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, host.Stop);
            if (Left < margin)
            {
                throw FleetProblems.Late(link.Name);
            }

            FleetProblems.Require(link, answer, phase);
        }
        catch (TimeoutException)
        {
            throw FleetProblems.Late(link.Name);
        }
        catch (MachineLostException lost)
        {
            throw FleetProblems.Absent(link.Name, lost.Message);
        }
    }

    /// <summary>
    /// Waits until so long before the start, or until all have begun; one that ends or is lost meanwhile ends it for all.
    /// </summary>
    private async Task WaitAsync(TimeSpan before, MemberPhase phase)
    {
        while (Left > before && !links.All(static link => link.Begun))
        {
            foreach (var link in links.Where(static link => !link.Begun))
            {
                FleetProblems.Require(link, link.Last!, phase);
            }

            await Task.Delay(request.Times.Poll, time, host.Stop);
        }
    }
}
