using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>
/// The host of a machine's part of a load: its texts go into the answers to the controller, which asked the operator.
/// </summary>
/// <param name="followed">Receives the run when it has begun to wait for its start.</param>
/// <param name="stop">Fires when the part is to end at once.</param>
internal sealed class MemberHost(Action<LoadRun> followed, CancellationToken stop) : ILoadHost
{
    /// <summary>A controller that asks once a second takes far fewer.</summary>
    private const int MostTexts = 1000;

    private readonly ConcurrentQueue<MemberText> _texts = new();

    public CancellationToken Stop => stop;

    public bool ReadsResults => false;

    /// <summary>Returns the texts that were written since the last call, oldest first, and removes them.</summary>
    public IReadOnlyList<MemberText> Take()
    {
        List<MemberText> texts = [];
        while (_texts.TryDequeue(out var text))
        {
            texts.Add(text);
        }

        return texts;
    }

    public IRunObserver? ProgressOf(RunPlan plan) => null;

    /// <summary>The controller has asked for all machines.</summary>
    public Task<bool> ConfirmAsync(string target, string action) => Task.FromResult(true);

    /// <summary>Returns null: no operator sits at this machine.</summary>
    public Task<bool?> AskAsync(string title, string question) => Task.FromResult<bool?>(null);

    public void Warn(string text) => Add(MemberTextKind.Warning, text);

    public void WarnOfRemains(string text) => Add(MemberTextKind.Warning, text);

    public void Say(string text) => Add(MemberTextKind.Say, text);

    public void Note(string text) => Add(MemberTextKind.Note, text);

    public void Detail(string text) => Add(MemberTextKind.Detail, text);

    public void Progress(JobProgress progress)
    {
        // the beats say it
    }

    public void ShowDashboard(Uri address)
    {
        // a machine of a fleet has none
    }

    public Task FollowAsync(LiveLoad live)
    {
        followed(live.Load);
        return live.Load.Completion;
    }

    public Task ShowFiguresAsync(LoadEnd end) => Task.CompletedTask;

    public Task ShowEndAsync(LoadEnd end) => Task.CompletedTask;

    private void Add(MemberTextKind kind, string text)
    {
        if (_texts.Count < MostTexts)
        {
            _texts.Enqueue(new MemberText(kind, text));
        }
    }
}
