using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Servers;

/// <summary>One figure of a server as it stands at a moment.</summary>
/// <param name="Name">Name of the figure with its unit, for example <c>WalBytes</c>.</param>
/// <param name="Value">A count that only grows, or a level.</param>
/// <param name="Accumulates">True for a count that only grows, of which the growth matters.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ServerReading(string Name, double Value, bool Accumulates);
