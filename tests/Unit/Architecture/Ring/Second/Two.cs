using EdFi.BatchPerf.Unit.Architecture.Ring.First;

namespace EdFi.BatchPerf.Unit.Architecture.Ring.Second;

internal static class Two
{
    public static int Count(Side side) => One.Count(side) + 1;
}
