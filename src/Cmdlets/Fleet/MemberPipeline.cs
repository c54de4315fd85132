using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// The one long pipeline on a machine: its input are ticks, its output their answers, and its end is the machine's loss.
/// </summary>
internal sealed class MemberPipeline : IAsyncDisposable
{
    /// <summary>Most time to wait for an orderly end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PowerShell _shell = PowerShell.Create();
    private readonly PSDataCollection<PSObject> _ticks = [];
    private readonly PSDataCollection<PSObject> _answers = [];
    private readonly ConcurrentDictionary<long, TaskCompletionSource<FleetAnswer>> _asked = new();
    private readonly Runspace _runspace;
    private readonly Task _running;
    private volatile MachineLostException? _lost;

    public MemberPipeline(Runspace runspace, MachineStart start)
    {
        SshGuard.Set(runspace);
        _shell.Runspace = runspace;
        _shell.AddCommand(MachineScripts.Member)
            .AddParameter("Server", start.Server)
            .AddParameter("Credential", start.Credential)
            .AddParameter("Lease", start.Lease);
        if (start.Header is { } header)
        {
            _shell.AddParameter("Header", header);
        }

        _answers.DataAdded += (_, _) => Take();
        _runspace = runspace;
        runspace.StateChanged += Changed;
        _running = RunAsync();
    }

    public async Task<FleetAnswer> AskAsync(FleetTick tick, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<FleetAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[tick.Number] = answer;
        try
        {
            if (_lost is { } lost)
            {
                throw lost;
            }

            await Task.Run(() => Send(FleetJson.Write(tick)), cancellationToken); // a full pipe would block this thread
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _asked.TryRemove(tick.Number, out _);
        }
    }

    /// <summary>Ends the machine's command; one that does not end is left to its lease.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lost is null)
        {
            var ended = Task.WhenAll(Task.Run(Complete), _running); // a full pipe would block this thread
            await Task.WhenAny(ended, Task.Delay(Patience));
        }

        _runspace.StateChanged -= Changed;
        if (_running.IsCompleted)
        {
            _shell.Dispose();
            _ticks.Dispose();
            _answers.Dispose();
        }
    }

    private void Complete()
    {
        try
        {
            _ticks.Complete();
        }
        catch (Exception exception) when (exception is NullReferenceException or ObjectDisposedException or InvalidOperationException
            or IOException)
        {
            Lose("its session takes nothing any more", exception);
        }
    }

    private void Send(string text)
    {
        try
        {
            _ticks.Add(new PSObject(text));
        }
        catch (Exception exception) when (exception is NullReferenceException or ObjectDisposedException or InvalidOperationException
            or IOException)
        {
            throw new MachineLostException("its session takes nothing any more", exception); // thrown by the transport of a dead process
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await Task.Factory.FromAsync(_shell.BeginInvoke(_ticks, _answers), _shell.EndInvoke);
            Lose("its command has ended", cause: null);
        }
        catch (Exception exception)
        {
            Lose(exception.Message.TrimEnd('.'), exception);
        }
    }

    private void Changed(object? sender, RunspaceStateEventArgs change)
    {
        var state = change.RunspaceStateInfo;
        if (state.State is RunspaceState.Broken or RunspaceState.Closed or RunspaceState.Disconnected)
        {
            Lose($"its session is {state.State}: {state.Reason?.Message ?? "it was closed"}".TrimEnd('.'), state.Reason);
        }
    }

    private void Take()
    {
        foreach (var item in _answers.ReadAll())
        {
            if (FleetJson.ReadAnswer($"{item}") is { } answer && _asked.TryGetValue(answer.Number, out var asked))
            {
                asked.TrySetResult(answer);
            }
        }
    }

    private void Lose(string why, Exception? cause)
    {
        _lost ??= new MachineLostException(why, cause);
        foreach (var asked in _asked.Values)
        {
            asked.TrySetException(_lost);
        }
    }
}
