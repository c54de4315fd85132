using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Measuring;

/// <summary>What makes two failures the same sort.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErrorKey(ErrorKind? Kind, int? Status, RequestName Request, string Message);
