using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Measuring;

/// <summary>Key of a distinct error: failures that are equal in it count as one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErrorKey(ErrorKind? Kind, int? Status, RequestName Request, string Message);
