namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>A measurement that could not be made; the others go on.</summary>
public sealed class BenchException(string message) : Exception(message)
{
    internal static void ThrowIf(bool condition, string message)
    {
        if (condition)
        {
            throw new BenchException(message);
        }
    }
}
