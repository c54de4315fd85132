using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Keeps what a load shows, in order.</summary>
internal sealed class RecordingLoadHost : ILoadHost, IDisposable
{
    private readonly RecordingJobHost _inner = new();

    /// <summary>Called when a run has begun.</summary>
    public Action<LiveLoad> Begun { get; init; } = static _ => { };

    /// <summary>Called when the end of a run was shown.</summary>
    public Action<LoadEnd> Ended { get; init; } = static _ => { };

    /// <summary>True where what is shown goes to a full disk.</summary>
    public bool Full { get; init; }

    public ConcurrentQueue<string> Warnings => _inner.Warnings;

    public ConcurrentQueue<string> Said => _inner.Said;

    /// <summary>What was shown: <c>figures</c> and <c>end</c>.</summary>
    public List<string> Order { get; } = [];

    public CancellationToken Stop => _inner.Stop;

    public void RequestStop() => _inner.RequestStop();

    public bool ReadsResults => false;

    public Task<bool> ConfirmAsync(string target, string action) => _inner.ConfirmAsync(target, action);

    public void Warn(string text) => _inner.Warn(text);

    public void WarnOfRemains(string text) => _inner.WarnOfRemains(text);

    public void Say(string text) => _inner.Say(text);

    public void Note(string text) => _inner.Note(text);

    public void Detail(string text) => _inner.Detail(text);

    public void Progress(JobProgress progress) => _inner.Progress(progress);

    public IRunObserver? ProgressOf(RunPlan plan) => null;

    public Task<bool?> AskAsync(string title, string question) => Task.FromResult<bool?>(null);

    public void ShowDashboard(Uri address) => _inner.Say($"Dashboard: {address}");

    public Task FollowAsync(LiveLoad live)
    {
        Begun(live);
        return Task.CompletedTask;
    }

    public Task ShowFiguresAsync(LoadEnd end)
    {
        Order.Add("figures");
        return Shown();
    }

    public Task ShowEndAsync(LoadEnd end)
    {
        Order.Add("end");
        Ended(end);
        return Shown();
    }

    public void Dispose() => _inner.Dispose();

    private Task Shown() => Full ? Task.FromException(new IOException("No space left on device")) : Task.CompletedTask;
}
