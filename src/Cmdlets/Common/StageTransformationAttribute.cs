using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes stages as objects or as text, <c>30s:50</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class StageTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IEnumerable list and not string ? list.Cast<object>().Select(One).ToArray() : new[] { One(value) };
    }

    private static Stage One(object item)
    {
        try
        {
            return item switch
            {
                PSObject wrapped => One(wrapped.BaseObject),
                Stage stage => stage,
                _ => Stage.Parse(item?.ToString() ?? ""),
            };
        }
        catch (BatchPerfException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.NextStep}", problem);
        }
    }
}
