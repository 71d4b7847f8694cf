/** A template with what the commands care about, and little more. */
export const testTemplate = `
Description: For tests
Parameters:
  DomainPrefix: { Type: String, Default: acme-sign-in, AllowedPattern: '[a-z0-9-]+', ConstraintDescription: must be lower-case }
  DeletionProtection: { Type: String, Default: INACTIVE, AllowedValues: [ACTIVE, INACTIVE] }
  Callbacks: { Type: CommaDelimitedList, Default: 'com.example.app://auth/callback' }
  SignInBy: { Type: String, Default: email, AllowedValues: [email, phone_number] }
  Grouped: { Type: String, Default: 'no' }
Conditions:
  IsGrouped: !Equals [!Ref Grouped, 'yes']
Resources:
  UserPool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: Acme
      UsernameAttributes: [!Ref SignInBy]
      DeletionProtection: !Ref DeletionProtection
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref UserPool
      ClientName: Acme
      CallbackURLs: !Ref Callbacks
  Domain:
    Type: AWS::Cognito::UserPoolDomain
    Properties: { UserPoolId: !Ref UserPool, Domain: !Ref DomainPrefix, ManagedLoginVersion: 2 }
  Staff:
    Type: AWS::Cognito::UserPoolGroup
    Condition: IsGrouped
    Properties: { UserPoolId: !Ref UserPool, GroupName: staff }
Outputs:
  UserPoolId: { Value: !Ref UserPool }
  ClientId: { Value: !Ref Client }
  Domain: { Value: !Sub 'https://\${DomainPrefix}.auth.\${AWS::Region}.amazoncognito.com' }
  AppConfig:
    Value: !Sub '{"region":"\${AWS::Region}","userPoolId":"\${UserPool}","domain":"https://\${DomainPrefix}.auth.\${AWS::Region}.amazoncognito.com","clientId":"\${Client}"}'
`;
