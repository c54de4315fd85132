using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Servers;

/// <summary>Progress of a run when a server was read: seconds since its start, operations and batches.</summary>
/// <param name="Seconds">Since the start of the run.</param>
/// <param name="Operations">Committed until then, in all phases.</param>
/// <param name="Batches">Ended until then, in all phases; those cut off included.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServerMoment(double Seconds, long Operations, long Batches);
