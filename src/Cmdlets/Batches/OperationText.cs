using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>An operation as the JSON of the wire.</summary>
internal static class OperationText
{
    public static string Of(BatchOperation operation)
    {
        var array = Encoding.UTF8.GetString(OperationWriter.Write([operation]));
        return array[1..^1];
    }
}
