namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Debug mode: every batch with the outcome of each of its operations.</summary>
internal static class OutcomePrinter
{
    public static void Write(TextWriter output, BatchResult result)
    {
        output.WriteLine(result);
        foreach (var outcome in result.Operations ?? [])
        {
            output.WriteLine($"  {outcome}");
        }
    }
}
