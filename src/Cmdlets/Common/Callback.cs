namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reports at once, on the thread that makes progress: <see cref="Progress{T}"/> would do so later, and in any order.</summary>
internal sealed class Callback<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
