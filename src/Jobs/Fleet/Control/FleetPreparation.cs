using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>
/// Brings every machine to the last step before the first batch, or none: PowerShell and the module, the clock, the server, the share.
/// </summary>
/// <param name="host">Receives progress and notes.</param>
/// <param name="request">The load.</param>
/// <param name="links">The machines.</param>
/// <param name="time">The clocks.</param>
internal sealed class FleetPreparation(IJobHost host, FleetRequest request, IReadOnlyList<MachineLink> links, TimeProvider time)
    : IDisposable
{
    private static readonly Version LeastPowerShell = new(7, 4);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.OrdinalIgnoreCase); // never disposed
    private readonly CancellationTokenSource _halt = CancellationTokenSource.CreateLinkedTokenSource(host.Stop);

    /// <summary>Prepares all machines.</summary>
    /// <exception cref="BatchPerfException">One of them is absent, slow, different, or cannot prepare its share.</exception>
    /// <exception cref="OperationCanceledException">The operator stopped it.</exception>
    public async Task RunAsync()
    {
        Show("probing");
        await AllAsync(links, ProbeAsync);
        Show("reaching the server");
        await AllAsync(links, ReachAsync);
        Show("fixtures");
        await AllAsync(links.Take(1), ArmAsync); // alone: it creates the fixtures, which the others find
        Show("preparing");
        await AllAsync(links.Skip(1), ArmAsync);
        await AllAsync(links, MeasureAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => _halt.Dispose();

    /// <summary>One that fails ends the step for all.</summary>
    private async Task AllAsync(IEnumerable<MachineLink> machines, Func<MachineLink, Task> step)
    {
        BatchPerfException? first = null;
        try
        {
            await Task.WhenAll(machines.Select(OneAsync));
        }
        catch (Exception) when (first is not null)
        {
            throw first;
        }

        async Task OneAsync(MachineLink link)
        {
            try
            {
                await step(link);
            }
            catch (BatchPerfException problem)
            {
                first ??= problem;
                await _halt.CancelAsync();
                throw;
            }
        }
    }

    private async Task ProbeAsync(MachineLink link)
    {
        var facts = await ReachedAsync(link, "probe", link.Machine.ProbeAsync);
        if (facts.PowerShell < LeastPowerShell)
        {
            throw FleetProblems.TooOld(link.Name, facts.PowerShell, LeastPowerShell);
        }

        if (!facts.HasModule && request.Module is { } module)
        {
            facts = await BringAsync(link, module, facts);
        }

        link.Facts = facts;
        host.Note(FormattableString.Invariant($"{link.Name}: {facts.Host}, PowerShell {facts.PowerShell}, {facts.Cores} cores."));
    }

    /// <summary>Sessions on one machine take turns, so that the second finds what the first brought.</summary>
    private async Task<MachineFacts> BringAsync(MachineLink link, FleetModule module, MachineFacts facts)
    {
        var turn = _turns.GetOrAdd(facts.Host, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(_halt.Token);
        try
        {
            facts = await ReachedAsync(link, "probe", link.Machine.ProbeAsync);
            if (!facts.HasModule)
            {
                host.Note($"{link.Name}: the module is brought there.");
                await ReachedAsync(link, "copying the module", async stop =>
                {
                    await link.Machine.InstallAsync(module, stop);
                    return true;
                });
                facts = await ReachedAsync(link, "probe", link.Machine.ProbeAsync);
            }

            return facts.HasModule ? facts : throw FleetProblems.Differs(link.Name);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ReachAsync(MachineLink link)
    {
        await ReachedAsync(link, "loading the module", async stop =>
        {
            link.Opening = true;
            await link.Machine.OpenAsync(stop);
            return true;
        });
        await AskAsync(link, new FleetTick { Kind = TickKind.Reach });
        await UntilAsync(link, MemberPhase.Reached, "reaching the server");
    }

    private async Task ArmAsync(MachineLink link)
    {
        await AskAsync(link, new FleetTick { Kind = TickKind.Arm, Order = request.Order, Segment = link.Segment.ToString() });
        await UntilAsync(link, MemberPhase.Armed, "preparing its share");
    }

    /// <summary>Last, so that a clock that is being set has had the least time to move.</summary>
    private async Task MeasureAsync(MachineLink link)
    {
        var clock = await GuardAsync(link, link.MeasureClockAsync);
        FleetProblems.Require(link, link.Last!, MemberPhase.Armed);
        if (clock.Error > request.MaxClockError)
        {
            throw FleetProblems.Clock(link.Name, clock.Error, request.MaxClockError);
        }

        host.Note(FormattableString.Invariant(
            $"{link.Name}: its clock is {clock.Offset.TotalMilliseconds:0.#} ± {clock.Error.TotalMilliseconds:0.#} ms ahead."));
    }

    private async Task UntilAsync(MachineLink link, MemberPhase phase, string what)
    {
        var began = time.GetTimestamp();
        while (link.Last!.Phase < phase)
        {
            if (time.GetElapsedTime(began) > request.Times.Preparing)
            {
                throw FleetProblems.Slow(link.Name, what, request.Times.Preparing);
            }

            await Task.Delay(request.Times.Poll, time, _halt.Token);
            await AskAsync(link, new FleetTick { Kind = TickKind.Renew });
        }

        FleetProblems.Require(link, link.Last, phase);
    }

    private async Task AskAsync(MachineLink link, FleetTick tick)
    {
        _halt.Token.ThrowIfCancellationRequested();
        await GuardAsync(link, () => link.AskAsync(tick));
    }

    private async Task<T> ReachedAsync<T>(MachineLink link, string what, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await GuardAsync(link, () => work(_halt.Token).WaitAsync(request.Times.Preparing, time, _halt.Token));
        }
        catch (TimeoutException)
        {
            throw FleetProblems.Slow(link.Name, what, request.Times.Preparing);
        }
    }

    private static async Task<T> GuardAsync<T>(MachineLink link, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (MachineLostException lost)
        {
            throw FleetProblems.Absent(link.Name, lost.Message);
        }
        catch (Exception exception) when (exception is not (BatchPerfException or OperationCanceledException or TimeoutException))
        {
            throw FleetProblems.Absent(link.Name, $"what it answered cannot be used ({exception.GetType().Name}): {exception.Message}");
        }
    }

    private void Show(string step) => host.Progress(new JobProgress(
        FleetProgress.Activity,
        new Screens.LinePart(FormattableString.Invariant($"{links.Count} machines: {step}"))));
}
