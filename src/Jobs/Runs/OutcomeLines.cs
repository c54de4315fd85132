namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>The lines of a debug run: each batch with the outcome of each of its operations.</summary>
internal static class OutcomeLines
{
    /// <summary>The batch, then a line for each operation.</summary>
    public static IEnumerable<string> Of(BatchResult result) =>
        (result.Operations ?? []).Select(static operation => $"  {operation}").Prepend(result.ToString());
}
