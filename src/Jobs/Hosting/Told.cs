namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Reports at once, on the thread that makes progress: <see cref="Progress{T}"/> would do so later, and in any order.</summary>
/// <param name="report">Called with each value.</param>
internal sealed class Told<T>(Action<T> report) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => report(value);
}
