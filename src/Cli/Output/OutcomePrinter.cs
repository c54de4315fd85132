using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Debug mode: every batch with the outcome of each of its operations.</summary>
internal sealed class OutcomePrinter(TextWriter output) : IResultSink
{
    public void Write(BatchResult result)
    {
        output.WriteLine(result);
        foreach (var outcome in result.Operations ?? [])
        {
            output.WriteLine($"  {outcome}");
        }
    }

    public void Flush() => output.Flush();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
