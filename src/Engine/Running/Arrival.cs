using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Running;

/// <summary>A batch of an open loop that is due.</summary>
/// <param name="Due">Timestamp of its intended start.</param>
/// <param name="Number">Its place in the schedule, from 0.</param>
/// <param name="Free">True when a client was free for it at that moment: a delay is then this process's own.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Arrival(long Due, long Number, bool Free = false);
