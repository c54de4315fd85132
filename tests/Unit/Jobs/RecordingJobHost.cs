using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>Keeps what a job says and asks, in order.</summary>
internal sealed class RecordingJobHost : IJobHost, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Stop => _stop.Token;

    /// <summary>What every question is answered.</summary>
    public bool Answer { get; init; } = true;

    /// <summary>Called with this host when progress is shown.</summary>
    public Action<RecordingJobHost, JobProgress> Showing { get; init; } = static (_, _) => { };

    /// <summary>Called when a question has been asked.</summary>
    public Action Asked { get; set; } = static () => { };

    public ConcurrentQueue<string> Questions { get; } = [];

    public ConcurrentQueue<string> Warnings { get; } = [];

    public ConcurrentQueue<string> Said { get; } = [];

    public ConcurrentQueue<JobProgress> Shown { get; } = [];

    public void RequestStop() => _stop.Cancel();

    public Task<bool> ConfirmAsync(string target, string action)
    {
        Questions.Enqueue($"{target} {action}");
        Asked();
        return Task.FromResult(Answer);
    }

    public void Warn(string text) => Warnings.Enqueue(text);

    public void WarnOfRemains(string text) => Warnings.Enqueue(text);

    public void Say(string text) => Said.Enqueue(text);

    public void Note(string text) => Said.Enqueue(text);

    public void Detail(string text) => Said.Enqueue(text);

    public void Progress(JobProgress progress)
    {
        Shown.Enqueue(progress);
        Showing(this, progress);
    }

    public void Dispose() => _stop.Dispose();
}
