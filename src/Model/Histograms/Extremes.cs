namespace EdFi.BatchPerf.Histograms;

/// <summary>Smallest and largest values kept by several threads without a lock.</summary>
internal static class Extremes
{
    public static void Lower(ref long smallest, long value)
    {
        var seen = Volatile.Read(ref smallest);
        while (value < seen)
        {
            var found = Interlocked.CompareExchange(ref smallest, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    public static void Raise(ref long largest, long value)
    {
        var seen = Volatile.Read(ref largest);
        while (value > seen)
        {
            var found = Interlocked.CompareExchange(ref largest, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
