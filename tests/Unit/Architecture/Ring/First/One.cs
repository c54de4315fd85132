using EdFi.BatchPerf.Unit.Architecture.Ring.Second;

namespace EdFi.BatchPerf.Unit.Architecture.Ring.First;

/// <summary>Uses a type that uses it: what the tests of this folder have to find.</summary>
internal static class One
{
    public static int Count(Side side) => side == Side.Left ? 1 : Two.Count(Side.Left);
}
