using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// The load from many machines: all of them are prepared or none, they begin at one moment, and what they did is collected, also of a load
/// that was stopped.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="time">The clocks.</param>
public sealed class FleetJob(IJobHost host, TimeProvider time)
{
    /// <summary>Makes the load.</summary>
    /// <param name="request">The load.</param>
    /// <param name="machines">The machines, one or more; they are let go, not disposed.</param>
    /// <returns>What became of every machine; null where the operator did not confirm.</returns>
    /// <exception cref="BatchPerfException">Nothing was sent, because of one machine, which it names.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped before anything was sent.</exception>
    public async Task<FleetOutcome?> RunAsync(FleetRequest request, IReadOnlyList<IFleetMachine> machines)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(machines);
        if (!await host.ConfirmAsync(request.Server.ToString(), Action(request, machines)))
        {
            return null;
        }

        var voice = new FleetVoice(host);
        var links = machines.Select((machine, i) => new MachineLink(machine, request.Shares[i], voice, request.Times, time)).ToList();
        try
        {
            DateTimeOffset at;
            try
            {
                using var preparation = new FleetPreparation(host, request, links, time);
                await preparation.RunAsync();
                at = await StartAsync(request, links);
            }
            catch
            {
                await LetGoAsync(links);
                throw;
            }

            await new FleetWatch(host, request, links, time).RunAsync();
            var collection = new FleetCollection(host, request);
            return new FleetOutcome(await Task.WhenAll(links.Select(collection.OfAsync)), at);
        }
        finally
        {
            host.Progress(new JobProgress(FleetProgress.Activity) { Done = true });
            links.ForEach(static link => link.Dispose());
        }
    }

    private static string Action(FleetRequest request, IReadOnlyList<IFleetMachine> machines) =>
        $"Send {string.Join(", ", request.Plan.Summarize().Scenarios)} from {machines.Count} machines "
            + $"({string.Join(", ", machines.Take(10).Select(static m => m.Name))}{(machines.Count > 10 ? ", …" : "")})";

    /// <summary>Tells every machine the start; one that does not acknowledge it in time takes it back for all.</summary>
    private async Task<DateTimeOffset> StartAsync(FleetRequest request, List<MachineLink> links)
    {
        var began = time.GetTimestamp();
        var at = time.GetUtcNow() + request.StartIn;
        host.Note($"All {links.Count} machines are ready. They begin at {MomentText.Write(at)}.");
        await Task.WhenAll(links.Select(TellAsync));
        if (time.GetElapsedTime(began) > request.StartIn - request.Times.Margin)
        {
            throw FleetProblems.Late(links.MaxBy(static link => link.Clock!.Error)!.Name);
        }

        return at;

        async Task TellAsync(MachineLink link)
        {
            try
            {
                var left = request.StartIn - request.Times.Margin - time.GetElapsedTime(began);
                var answer = await link.AskAsync(new FleetTick
                {
                    Kind = TickKind.Start,
                    StartAt = at,
                    ClockOffsetMs = link.Clock!.Offset.TotalMilliseconds,
                }).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
                if (answer.Phase == MemberPhase.Failed)
                {
                    throw FleetProblems.Own(link.Name, answer.Problem!);
                }
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
    }

    /// <summary>Nothing was sent: there is nothing to keep. A machine that does not answer ends by its lease.</summary>
    private static Task LetGoAsync(List<MachineLink> links) => Task.WhenAll(
        links.Where(static link => link.Last is not null).Select(static async link =>
        {
            await link.TryAskAsync(new FleetTick { Kind = TickKind.Cancel });
            await link.TryAskAsync(new FleetTick { Kind = TickKind.Leave, Clean = true });
        }));
}
