namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// A moment of a load that viewers are shown, and the way to the next one. The load is read once for all viewers, and not at all
/// without viewers.
/// </summary>
/// <param name="load">The load.</param>
/// <param name="last">True when the load has ended: there is no next one.</param>
internal sealed class Pulse(IShownLoad load, bool last)
{
    private readonly Lazy<Task<RunDocument>> _document = new(() => Task.Run(() => load.Look(whole: last)));
    private readonly TaskCompletionSource<Pulse> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The load as it stood when this was first asked for; many viewers wait for one look without holding a thread each.</summary>
    public Task<RunDocument> DocumentAsync() => _document.Value;

    public bool IsLast => last;

    public Task<Pulse> Next => _next.Task;

    public void Follow(Pulse next) => _next.TrySetResult(next);
}
