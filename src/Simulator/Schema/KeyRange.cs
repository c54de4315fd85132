using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Where a key lies in a <see cref="KeyBuffer"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyRange(int Start, int Length);
