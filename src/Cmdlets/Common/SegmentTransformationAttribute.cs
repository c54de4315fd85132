using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes a share of a plan as an object or as text, <c>2/8</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SegmentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return inputData switch
            {
                PSObject wrapped => Transform(engineIntrinsics, wrapped.BaseObject),
                string text => Segment.Parse(text),
                _ => inputData,
            };
        }
        catch (BatchPerfException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.NextStep}", problem);
        }
    }
}
